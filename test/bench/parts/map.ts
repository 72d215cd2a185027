import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import type { seedFleet } from '../lists/seed-fleet.js';
import { compiledTree } from '../platform-under-test.js';
import { fixedLimit } from '../report.js';
import { percentile, spreadOf } from '../statistics.js';

/** Budgets of docs/architecture.md, p99, milliseconds. */
const WHOLE_WORLD_MS = 50;
const UNCHANGED_MS = 5;

/** Requests of a round, one after the other. */
const REQUESTS = 50;
/** The zoom at which a web map shows the world. */
const PATH = '/api/v1/locations?zoom=2';
/** Nearly all, few and a handful of them; by what is counted, by two of it at once, and by what is looked up. */
const FILTERS = [
  'connectivity=connected',
  'connectivity=never',
  'freshness=stale&lifecycle=active',
  'certificate=expiring&model=Sensor',
  'q=SN-00000',
] as const;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly tookMs: number;
  /** Of the body, as it came over the wire. */
  readonly bytes: number;
}

/** The whole world, clustered, as the administrator of the customer with all the devices polls it. */
export async function measureMap(bench: Bench): Promise<void> {
  for (const devices of bench.options.mapDevices)
    await bench.alone(async (platform) => {
      bench.report.progress(`filling the registry with ${devices} devices …`);
      // Another tree's schema is filled by that tree's own hand.
      const seeding: { readonly seedFleet: typeof seedFleet } = await import(
        join(compiledTree(bench.options.tree), 'test/bench/lists/seed-fleet.js')
      );
      const { customerToken } = await seeding.seedFleet(platform.pool, devices);
      await platform.startBroker();
      const apiUrl = await platform.startApi();
      await measureSize(bench, apiUrl, customerToken, devices);
    });
}

async function measureSize(bench: Bench, apiUrl: string, token: string, devices: number): Promise<void> {
  const whole = { authorization: `Bearer ${token}`, 'accept-encoding': 'br, gzip' };
  const first = await ask(apiUrl, whole);
  if (first.status !== 200) throw new Error(`GET ${PATH} answered ${first.status} instead of 200.`);
  const knowsFilters = (await ask(apiUrl, whole, `${PATH}&${FILTERS[0]}`)).status === 200;
  if (!knowsFilters) bench.report.skip('locations with filters', 'the API of this tree takes none');
  const filters = knowsFilters ? FILTERS : [];
  const rounds = await bench.rounds(async (round) => {
    bench.report.progress(`round ${round + 1}: ${devices} devices …`);
    const full = await askAgain(apiUrl, whole, 200);
    const etag = full.at(-1)?.headers.etag ?? '';
    const unchanged = await askAgain(apiUrl, { ...whole, 'if-none-match': etag }, 304);
    const filtered: Answer[] = [];
    for (const filter of filters) filtered.push(...(await askAgain(apiUrl, whole, 200, `${PATH}&${filter}`)));
    return { full, unchanged, filtered };
  });
  const add = (name: string, limitMs: number, answers: (round: (typeof rounds)[number]) => readonly Answer[]) => {
    const times = rounds.map((round) => answers(round).map(({ tookMs }) => tookMs));
    bench.report.add({
      name: `${name}, ${devices} devices, p99`,
      rule: 'at most',
      ...fixedLimit(
        limitMs,
        'ms',
        times.map((each) => percentile(each, 0.99)),
      ),
      details: {
        p50Ms: spreadOf(times.map((each) => percentile(each, 0.5))).median,
        bytesOnTheWire: answers(rounds[0] ?? { full: [], unchanged: [], filtered: [] })[0]?.bytes ?? 0,
      },
    });
  };
  add('Locations, whole world, clustered (200)', WHOLE_WORLD_MS, ({ full }) => full);
  if (knowsFilters) add('Locations, whole world, filtered (200)', WHOLE_WORLD_MS, ({ filtered }) => filtered);
  add('Locations unchanged (304)', UNCHANGED_MS, ({ unchanged }) => unchanged);
}

/** @throws {Error} an answer has another status, or as many as half of them where things change meanwhile */
async function askAgain(
  apiUrl: string,
  headers: Record<string, string>,
  status: number,
  path: string = PATH,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let n = 0; n < REQUESTS; n += 1) answers.push(await ask(apiUrl, headers, path));
  const expected = answers.filter((answer) => answer.status === status);
  if (expected.length >= REQUESTS / 2) return expected;
  const seen = [...new Set(answers.map((answer) => answer.status))].join(', ');
  throw new Error(`GET ${path} answered ${seen} instead of ${status}.`);
}

function ask(apiUrl: string, headers: Record<string, string>, path: string = PATH): Promise<Answer> {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    get(`${apiUrl}${path}`, { headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.once('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, tookMs: performance.now() - from, bytes }),
      );
      answer.once('error', reject);
    }).once('error', reject);
  });
}
