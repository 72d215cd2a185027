/**
 * Does work that may be much, a portion at a time, so that none holds locks for long and one run ends; the next run goes on with the rest.
 *
 * @param portion does the next one, and says of how many it was
 * @returns of how many all of them were
 */
export async function inPortions(
  limits: { readonly size: number; readonly most: number },
  portion: (size: number) => Promise<number>,
): Promise<number> {
  let done = 0;
  for (let count = 0; count < limits.most; count += 1) {
    const dealtWith = await portion(limits.size);
    done += dealtWith;
    if (dealtWith < limits.size) break;
  }
  return done;
}
