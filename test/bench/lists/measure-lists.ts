import type { Measurement } from '../report.js';
import type { Seeded } from './seed.js';

/** Budget of a list page, p99 (issue "Organizations and people", docs/architecture.md), milliseconds. */
const LIMIT_MS = 100;
/** Requests a list, one after the other, after two that do not count. */
const REQUESTS = 100;

interface List {
  readonly name: string;
  readonly path: string;
  readonly token: string;
}

function listsOf({ operatorToken, providerToken, customerToken, crowdedId }: Seeded): readonly List[] {
  const views = [
    { who: 'operator', token: operatorToken },
    { who: 'provider with a fifth', token: providerToken },
    { who: 'customer', token: customerToken },
  ];
  const everyone = [
    '/organizations',
    '/organizations?limit=200',
    '/organizations?sort=-createdAt',
    '/organizations?sort=status',
    '/organizations?status=invited',
    '/organizations?kind=customer&q=works+77',
    '/organizations?q=nothing-has-this-name',
    '/organizations?address=77+mill',
    '/organizations?address=no-such-street',
    '/organizations?contact=contact777',
    '/organizations?contact=no-such-person',
    '/organizations/summary',
    '/audit-events',
    '/onboarding',
  ];
  const crowded = ['members', 'invitations', 'roles', 'api-keys'].map((list) => `/organizations/${crowdedId}/${list}`);
  return [
    ...views.flatMap(({ who, token }) => everyone.map((path) => ({ name: `${path} as ${who}`, path, token }))),
    ...crowded.map((path) => ({ name: path.replace(crowdedId, '{crowded}'), path, token: customerToken })),
    { name: '/outbox-mails as operator', path: '/outbox-mails', token: operatorToken },
  ];
}

/** Asks each list's first page, and the page after where there is one, again and again. */
export async function measureLists(apiUrl: string, seeded: Seeded): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const list of listsOf(seeded)) {
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
