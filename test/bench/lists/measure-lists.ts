import type { Measurement } from '../report.js';

/** Budget of a list page, p99 (docs/architecture.md), milliseconds. */
const LIMIT_MS = 100;
/** Requests a list, one after the other, after two that do not count. */
const REQUESTS = 100;

export interface List {
  readonly name: string;
  readonly path: string;
  readonly token: string;
}

/** Asks each list's first page, and the page after where there is one, again and again. */
export async function measureLists(apiUrl: string, lists: readonly List[]): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const list of lists) {
    const first = await ask(apiUrl, list, list.path);
    const next: string | undefined = (first as { nextCursor?: string | null }).nextCursor ?? undefined;
    const pages = next ? [list.path, `${list.path}${list.path.includes('?') ? '&' : '?'}cursor=${next}`] : [list.path];
    const times: number[] = [];
    for (let n = -2; n < REQUESTS; n++) {
      const from = performance.now();
      await ask(apiUrl, list, pages[Math.abs(n) % pages.length] ?? list.path);
      if (n >= 0) times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    measurements.push({
      name: `Page of ${list.name}, p99`,
      measured: times[Math.floor(REQUESTS * 0.99) - 1] ?? Number.NaN,
      limit: LIMIT_MS,
      unit: 'ms',
      rule: 'at most',
      details: { p50Ms: times[REQUESTS / 2] ?? Number.NaN, requests: REQUESTS },
    });
  }
  return measurements;
}

async function ask(apiUrl: string, { token }: List, path: string): Promise<unknown> {
  const answer = await fetch(`${apiUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
