import { cursorOf } from '#libs/contracts/http';
import { pageFrom } from './page.js';

const page = (rows: readonly number[], limit: number) =>
  pageFrom(
    rows,
    limit,
    (row) => `item ${row}`,
    (row) => [row],
  );

describe('pageFrom', () => {
  it('ends with a cursor after the last item shown when one row more came', () => {
    expect(page([1, 2, 3], 2)).toEqual({ items: ['item 1', 'item 2'], nextCursor: cursorOf([2]) });
  });

  it.each([[[]], [[1]], [[1, 2]]])('has no next page when no more than the limit came: %j', (rows) => {
    expect(page(rows, 2).nextCursor).toBeNull();
  });
});
