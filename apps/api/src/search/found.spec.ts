import fc from 'fast-check';
import { type Found, mixed } from './found.js';

const found = (kind: Found['kind'], name: string, identifiers: readonly string[] = []): Found => ({
  kind,
  id: '01900000-0000-7000-8000-000000000001',
  title: name,
  subtitle: '',
  matched: 'name',
  organizationId: '01900000-0000-7000-8000-000000000002',
  identifiers,
});
const titles = (kinds: readonly (readonly Found[])[], q: string, limit: number) =>
  mixed(kinds, q, limit).items.map(({ title }) => title);

describe('what a search over kinds answers', () => {
  const pumps = [1, 2, 3, 4].map((n) => found('device', `Pump ${n}`, [`P-${n}`]));

  it('gives each kind its turn, so that many devices do not hide one site', () => {
    expect(titles([pumps, [], [], [found('site', 'Pump house')], []], 'pump', 3)).toEqual([
      'Pump 1',
      'Pump 2',
      'Pump house',
    ]);
  });

  it('puts first what is met as a whole, with its kind', () => {
    const asset = found('asset', 'UPS', ['p-3']);
    expect(titles([pumps, [asset]], 'P-3', 3)).toEqual(['Pump 3', 'Pump 1', 'UPS']);
    expect(titles([[found('device', 'A')], [found('asset', 'B', ['00:C0:B7:00:00:01'])]], '00c0.b700.0001', 2)).toEqual(
      ['B', 'A'],
    );
  });

  it('never gives more than asked for, nor less than there is, and says so', () => {
    const kind = fc.array(fc.constantFrom(found('device', 'x', ['x']), found('person', 'y')), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 5 }), fc.integer({ min: 1, max: 20 }), (kinds, limit) => {
        const { items, truncated } = mixed(kinds, 'x', limit);
        const all = kinds.flat().length;
        expect(items).toHaveLength(Math.min(limit, all));
        expect(truncated).toBe(all > limit);
      }),
    );
  });
});
