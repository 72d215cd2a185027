import { inTurns } from './in-turns.js';

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('inTurns', () => {
  it('does every item once, in order, so many at a time', async () => {
    const begun: number[] = [];
    let atOnce = 0;
    let most = 0;
    await inTurns([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      most = Math.max(most, ++atOnce);
      await soon();
      atOnce--;
    });
    expect([begun, most]).toEqual([[1, 2, 3, 4, 5], 2]);
  });

  it('begins nothing new after a failure', async () => {
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      await soon();
      if (item === 1) throw new Error('broken');
    };
    await expect(inTurns([1, 2, 3, 4, 5, 6], 2, work)).rejects.toThrow('broken');
    await soon();
    await soon();
    expect(begun.length).toBeLessThanOrEqual(3);
  });
});
