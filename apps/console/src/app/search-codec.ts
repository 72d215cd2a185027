import { defaultStringifySearch } from '@tanstack/react-router';

/**
 * Writes what an address says; the router's own way, but several values of a parameter as the API reads them,
 * `?lifecycle=active&lifecycle=suspended`, so that an address reads like the request.
 */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(search);
  const single = defaultStringifySearch(Object.fromEntries(entries.filter(([, value]) => !Array.isArray(value))));
  const several = new URLSearchParams(
    entries.flatMap(([name, value]) => (Array.isArray(value) ? value.map((each) => [name, String(each)]) : [])),
  ).toString();
  if (several === '') return single;
  return single === '' ? `?${several}` : `${single}&${several}`;
}
