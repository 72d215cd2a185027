/** Requests of a list in a round, one after the other, after two that do not count. */
const REQUESTS = 34;

export interface List {
  readonly name: string;
  readonly path: string;
  readonly token: string;
}

/**
 * Asks for a list's first page, and the page after where there is one, again and again.
 *
 * @returns how long each answer took, milliseconds
 */
export async function timesOfList(apiUrl: string, list: List): Promise<number[]> {
  const first = await ask(apiUrl, list, list.path);
  const next: string | undefined = (first as { nextCursor?: string | null }).nextCursor ?? undefined;
  const pages = next ? [list.path, `${list.path}${list.path.includes('?') ? '&' : '?'}cursor=${next}`] : [list.path];
  const times: number[] = [];
  for (let n = -2; n < REQUESTS; n++) {
    const from = performance.now();
    await ask(apiUrl, list, pages[Math.abs(n) % pages.length] ?? list.path);
    if (n >= 0) times.push(performance.now() - from);
  }
  return times;
}

async function ask(apiUrl: string, { token }: List, path: string): Promise<unknown> {
  const answer = await fetch(`${apiUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
