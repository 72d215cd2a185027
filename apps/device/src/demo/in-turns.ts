/**
 * Does some work for every item, a few at a time, begun in their order.
 *
 * @throws what the first failing work threw; nothing new is begun then
 */
export async function inTurns<Item>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await work(item).catch((cause: unknown) => {
        left.length = 0;
        throw cause;
      });
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
