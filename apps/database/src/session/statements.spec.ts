import fc from 'fast-check';
import { statementsOf } from './statements.js';

const words = (sql: string) => statementsOf(sql).map(({ tokens }) => tokens.map(({ text }) => text).join(' '));

describe('the statements of a text', () => {
  it.each([
    { sql: 'LISTEN a; NOTIFY a', found: ['listen a', 'notify a'] },
    { sql: ';; ; ', found: [] },
    { sql: '-- LISTEN a\nSELECT 1', found: ['select 0'] },
    { sql: '/* a /* nested; */ LISTEN b; */ discard/**/all', found: ['discard all'] },
    { sql: "SELECT ';LISTEN a'';LISTEN b'", found: ["select '"] },
    { sql: String.raw`SELECT E'\';LISTEN a'; LISTEN b`, found: ["select '", 'listen b'] },
    { sql: 'DO $$ BEGIN; LISTEN a; END $$; LISTEN b', found: ["do '", 'listen b'] },
    { sql: 'DO $x$ $$ ; $y$ $x$', found: ["do '"] },
    { sql: 'LISTEN "A ""b"";"', found: ['listen A "b";'] },
    { sql: 'lIsTeN Ünïcode', found: ['listen Ünïcode'] },
    { sql: 'SELECT $1, 1.5e3', found: ['select 0 , 0'] },
    { sql: "SELECT 'never closed ; LISTEN a", found: ["select '"] },
    { sql: '/* never closed ; LISTEN a', found: [] },
  ])('$sql', ({ sql, found }) => {
    expect(words(sql)).toEqual(found);
  });

  it('are found for any text, and end', () => {
    fc.assert(
      fc.property(fc.string(), (sql) => {
        for (const { tokens } of statementsOf(sql)) expect(tokens.length).toBeGreaterThan(0);
      }),
    );
  });

  it('hide nothing that stands behind a whole string, name, comment or dollar quote', () => {
    const hidden = fc.constantFrom("'x;'", "''", "E'\\''", '"a;b"', '$$;$$', '$t$ $$ $t$', '/* ; */', '-- ;\n', 'x');
    fc.assert(
      fc.property(fc.array(hidden), (pieces) => {
        expect(words(`SELECT ${pieces.join(' ')};LISTEN z`).at(-1)).toBe('listen z');
      }),
    );
  });
});
