/**
 * The steps of one story, each of which goes on where the one before it ended: once one fails, those after it fail at once and say
 * so, instead of each waiting for what does not come.
 */
export function stepsInOrder(): (name: string, act: () => Promise<void>) => void {
  let failed: string | undefined;
  return (name, act) =>
    it(name, async () => {
      if (failed !== undefined) throw new Error(`The story ended at: ${failed}`);
      failed = name;
      await act();
      failed = undefined;
    });
}
