import fc from 'fast-check';
import { ReadingColumns } from './reading-columns.js';

const few = fc.integer({ min: -2, max: 4 });
/** Few devices, so that some have many rows; and the largest key there can be. */
const key = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(2 ** 31 - 1));

describe('Readings in columns', () => {
  it('are put in the order of the primary key, whole rows, and rows of one key as they came', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, few, few), { maxLength: 400, size: 'max' }), (keys) => {
        const columns = new ReadingColumns();
        keys.forEach(([device, quantity, us], at) => {
          columns.add(device, quantity, at, us, at + 1, at % 3);
        });
        columns.sortByKey();
        const rows = keys.map((_, row) => [
          columns.deviceKeys[row] as number,
          columns.quantityIds[row] as number,
          columns.observedUs[row] as number,
          columns.values[row] as number,
          columns.receivedUs[row] as number,
          columns.timeOrigins[row] as number,
        ]);
        const expected = keys
          .map(([device, quantity, us], at) => [device, quantity, us, at, at + 1, at % 3])
          .sort((one, other) => {
            const place = [0, 1, 2, 3].find((column) => one[column] !== other[column]) ?? 0;
            return (one[place] as number) - (other[place] as number);
          });
        expect(rows).toEqual(expected);
      }),
    );
  });
});
