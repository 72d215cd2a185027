import fc from 'fast-check';
import { BadCursorError } from '../telemetry.errors.js';
import { limitOf, numbersOfCursor, pageOf } from './cursor.js';

describe('Cursors', () => {
  it('give back the numbers they were made of', () => {
    const numbers = fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(numbers, (parts) => {
        expect(numbersOfCursor(parts.join('.'), parts.length)).toEqual(parts);
      }),
    );
  });

  it('are refused by one error when nobody made them', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('', '.', '1', '1.2.3', '1.2e3', '9'.repeat(19))), (cursor) => {
        try {
          numbersOfCursor(cursor, 2);
          expect(cursor).toMatch(/^-?\d+\.-?\d+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(BadCursorError);
        }
      }),
    );
  });
});

describe('Pages', () => {
  const page = (rows: readonly number[], limit: number) => pageOf(rows, limit, String, (row) => `after ${row}`);

  it('go on after their last item when one more was found', () => {
    expect(page([1, 2, 3], 2)).toEqual({ items: ['1', '2'], nextCursor: 'after 2' });
  });

  it('end when no more was found', () => {
    expect(page([1, 2], 2)).toEqual({ items: ['1', '2'], nextCursor: undefined });
    expect(page([], 2)).toEqual({ items: [], nextCursor: undefined });
  });

  it.each([
    [0, 1],
    [-5, 1],
    [2.7, 2],
    [1e9, 10_000],
  ])('keep a limit of %d within bounds: %d', (limit, kept) => {
    expect(limitOf(limit)).toBe(kept);
  });
});
