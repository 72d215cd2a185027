import fc from 'fast-check';
import type { Json } from './audit.js';
import { changesBetween } from './audit-changes.js';

// As the database gives it: parsed JSON.
const values = fc
  .dictionary(fc.string(), fc.jsonValue())
  .map((made) => JSON.parse(JSON.stringify(made)) as Readonly<Record<string, Json>>);

describe('what an audit event changed', () => {
  it('is each field that differs, as it was and as it is', () => {
    expect(changesBetween({ name: 'Mill', address: null }, { name: 'Mill', address: 'Lane 1' })).toEqual([
      { field: 'address', from: null, to: 'Lane 1' },
    ]);
  });

  it('of something made has nothing before, and of something gone nothing after', () => {
    expect(changesBetween(null, { name: 'Mill' })).toEqual([{ field: 'name', from: null, to: 'Mill' }]);
    expect(changesBetween({ name: 'Mill' }, null)).toEqual([{ field: 'name', from: 'Mill', to: null }]);
  });

  it('compares lists and objects by what is in them', () => {
    expect(changesBetween({ actions: ['a', 'b'] }, { actions: ['a', 'b'] })).toEqual([]);
    expect(changesBetween({ actions: ['a'] }, { actions: ['a', 'b'] })).toHaveLength(1);
  });

  it('is nothing between a state and itself, whatever its fields are called', () => {
    fc.assert(
      fc.property(values, (state) => expect(changesBetween(state, JSON.parse(JSON.stringify(state)))).toEqual([])),
    );
  });

  it('leads from one state to the other', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const reached = new Map(Object.entries(before));
        for (const { field, to } of changesBetween(before, after)) reached.set(field, to);
        for (const [field, value] of Object.entries(after)) expect(reached.get(field) ?? null).toEqual(value);
      }),
    );
  });
});
