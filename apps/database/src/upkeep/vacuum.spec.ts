import { Vacuum } from './vacuum.js';

/** A backend whose looks at tables find these; keeps what else it is asked. */
function backendWith(...looks: (string | null)[][]) {
  const journal: string[] = [];
  const after: number[] = [];
  const gone = new Set<string>();
  const vacuum = new Vacuum((sql) => {
    const asked = sql.match(/to_regclass\('(.+)'\)/);
    if (asked) return [[gone.has(asked[1] ?? '') ? 'f' : 't']];
    const look = sql.match(/oid > (\d+)/);
    if (!look) {
      journal.push(sql);
      return [];
    }
    after.push(Number(look[1]));
    return [looks.shift() ?? [null, null, null, null]];
  });
  return { vacuum, journal, after, gone };
}

describe('Vacuum', () => {
  it('looks at some tables a step, and begins anew behind the last', () => {
    const { vacuum, after } = backendWith(['70', null, null, null], ['140', null, null, null]);
    for (let step = 0; step < 4; step++) expect(vacuum.step()).toBeUndefined();
    expect(after).toEqual([0, 70, 140, 0]);
  });

  it('cleans a table in one step and counts it in another, so that clients come between', () => {
    const { vacuum, journal } = backendWith(['70', 'public.device', 'f', 'f']);
    expect([vacuum.step(), vacuum.step(), vacuum.step()]).toEqual([
      undefined,
      'VACUUM public.device',
      'ANALYZE public.device',
    ]);
    expect(journal).toEqual(['VACUUM public.device', 'BEGIN; ANALYZE public.device; COMMIT']);
  });

  it('only counts a chunk, by few of its rows', () => {
    const { vacuum, journal } = backendWith(['70', 'x.chunk', 'f', 't']);
    vacuum.step();
    vacuum.step();
    expect(journal).toEqual(['BEGIN; SET LOCAL default_statistics_target = 10; ANALYZE x.chunk; COMMIT']);
  });

  it('passes over a table that has gone since it was looked at', () => {
    const { vacuum, journal, gone } = backendWith(['70', "x.o'clock", 'f', 'f'], ['140', 'x.there', 'f', 't']);
    vacuum.step();
    gone.add("x.o''clock");
    expect([vacuum.step(), vacuum.step(), vacuum.step(), vacuum.step()]).toEqual([
      undefined,
      undefined,
      undefined,
      'ANALYZE x.there',
    ]);
    expect(journal).toHaveLength(1);
  });

  it('freezes what is old, whatever it is', () => {
    const { vacuum, journal } = backendWith(['70', 'x.chunk', 't', 't']);
    vacuum.step();
    vacuum.step();
    expect(journal).toEqual(['VACUUM (FREEZE) x.chunk']);
  });
});
