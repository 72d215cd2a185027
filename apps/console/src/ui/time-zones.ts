/** Time zones to choose from, by name: those this browser knows, and the one that is chosen whether it knows it or not. */
export function timeZones(chosen: string | null): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set([...known, 'UTC', ...(chosen === null ? [] : [chosen])])].sort();
}
