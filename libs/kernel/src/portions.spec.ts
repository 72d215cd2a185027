import { inPortions } from './portions.js';

describe('work in portions', () => {
  const over = (rows: number) => {
    let left = rows;
    const sizes: number[] = [];
    return {
      sizes,
      take: async (size: number) => {
        sizes.push(size);
        const taken = Math.min(size, left);
        left -= taken;
        return taken;
      },
    };
  };

  it.each([
    [0, [10], 0],
    [9, [10], 9],
    [10, [10, 10], 10],
    [25, [10, 10, 10], 25],
  ])('of %d rows ends with the portion that is not full', async (rows, asked, done) => {
    const table = over(rows);
    expect(await inPortions({ size: 10, most: 5 }, table.take)).toBe(done);
    expect(table.sizes).toEqual(asked);
  });

  it('leaves to the next run what is more than one may do', async () => {
    const table = over(1_000);
    expect(await inPortions({ size: 10, most: 5 }, table.take)).toBe(50);
    expect(table.sizes).toHaveLength(5);
  });

  it('ends at once with what went wrong', async () => {
    const failing = jest.fn(async () => Promise.reject(new Error('The database went away.')));
    await expect(inPortions({ size: 10, most: 5 }, failing)).rejects.toThrow('The database went away.');
    expect(failing).toHaveBeenCalledTimes(1);
  });
});
