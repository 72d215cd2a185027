/** The same keys with that at one place taken to another. */
export function moved(keys: readonly string[], from: number, to: number): readonly string[] {
  const key = keys[from];
  if (key === undefined) return keys;
  const others = keys.filter((_, place) => place !== from);
  return [...others.slice(0, to), key, ...others.slice(to)];
}
