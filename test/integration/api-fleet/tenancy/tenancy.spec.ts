import { type FleetApi, startFleetApi } from '../running-fleet.js';
import { bodies, contentTypes, ofEverybody, open, ownAffairs } from './bodies.js';
import { addressOf, isAboutOne, isReading, nameOf, type Operation, operationsOf } from './operations.js';
import { aTenant, nobody, type Tenant } from './tenant.js';

jest.setTimeout(120_000); // every route is asked several times

/** How much longer a hidden thing may take than an absent one, at most. */
const ORDER_OF_MAGNITUDE = 10;
/** What tells is seen each time; a machine that was busy for a moment, once. */
const LOOKS = 3;
const isTelling = ([hidden, absent]: readonly [number, number]) =>
  Math.max(hidden, absent) > Math.min(hidden, absent) * ORDER_OF_MAGNITUDE;

describe('tenancy, over every route of the OpenAPI document', () => {
  let api: FleetApi;
  let tenant: Tenant;
  let neighbors: Readonly<Record<string, string>>;
  let operations: readonly Operation[];
  beforeAll(async () => {
    api = await startFleetApi();
    tenant = await aTenant(api, 'Canary');
    const provider = await api.aProvider('Neighbor Provider');
    const neighbor = await api.aDevice(provider);
    neighbors = { 'a neighbor’s administrator': neighbor.token, 'another provider’s administrator': provider.token };
    const document = await api.get('/../openapi.json');
    operations = operationsOf(document.body).filter((operation) => !open.has(nameOf(operation)));
  }, 300_000);
  afterAll(() => api.stop());

  const askAs = (token: string | undefined, operation: Operation, whom = tenant) =>
    api.ask(operation.method, addressOf(operation, whom), token, bodies[nameOf(operation)]?.(whom), {
      ...(contentTypes[nameOf(operation)] && { 'content-type': contentTypes[nameOf(operation)] }),
    });
  /** Whether its body does. */
  const namesOne = (operation: Operation) =>
    tenant.secretIds.some((id) => JSON.stringify(bodies[nameOf(operation)]?.(tenant) ?? null).includes(id));
  const asked = () => operations.filter((operation) => !ownAffairs.has(nameOf(operation)));
  /** What an answer tells that the question did not. */
  const toldBy = (body: unknown, operation: Operation) => {
    const asked = addressOf(operation, tenant) + JSON.stringify(bodies[nameOf(operation)]?.(tenant) ?? null);
    const told = Buffer.isBuffer(body) ? body.toString('utf8') : JSON.stringify(body ?? null);
    // The trail of what one was refused holds the ids one asked for.
    const ids = nameOf(operation) === 'GET /audit-events' ? [] : tenant.secretIds;
    return [...tenant.names, ...ids].find((secret) => told.includes(secret) && !asked.includes(secret));
  };
  /** All that the owner can read of his own, but the trail of who knocked. */
  async function allThatIsTheirs() {
    const readings = operations.filter(
      (operation) =>
        isReading(operation) && nameOf(operation) !== 'GET /audit-events' && !ofEverybody.has(nameOf(operation)),
    );
    const answers: Record<string, unknown> = {};
    for (const operation of readings) {
      const { status, body } = await askAs(tenant.owner, operation);
      answers[nameOf(operation)] = status === 200 ? withoutLastUse(body) : status;
    }
    return answers;
  }

  it('asks every operation with a body that would be taken', async () => {
    const wanting = operations.filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method)).map(nameOf);
    const withoutBody = wanting.filter((name) => bodies[name] === undefined);
    expect(withoutBody).toEqual([]);
    expect(operations.length).toBeGreaterThan(25);
  });

  it('a stranger gets 401 from everything that is not open', async () => {
    const answers = await Promise.all(
      operations.map(async (operation) => [nameOf(operation), (await askAs(undefined, operation)).status]),
    );
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });

  it('the owner reads what is his', async () => {
    const theirs = await allThatIsTheirs();
    expect(theirs['GET /devices/{id}']).toMatchObject({ id: tenant.ids.devices });
    expect(theirs['GET /organizations/{id}/members']).toMatchObject({ items: expect.any(Array) });
  });

  it('for neighbors it does not exist: the same answer as for what is not there, and no word of it', async () => {
    const before = await allThatIsTheirs();
    const leaks: string[] = [];
    for (const [who, token] of Object.entries(neighbors))
      for (const operation of asked()) {
        const hidden = await askAs(token, operation);
        const leaked = toldBy(hidden.body, operation);
        if (leaked) leaks.push(`${who}, ${nameOf(operation)}: ${hidden.status} tells "${leaked}"`);
        if (!isAboutOne(operation) && !namesOne(operation)) continue;
        const absent = await askAs(token, operation, nobody(tenant));
        if (hidden.status < 400) leaks.push(`${who}, ${nameOf(operation)}: ${hidden.status}`);
        if (withoutIds(hidden.body) !== withoutIds(absent.body))
          leaks.push(
            `${who}, ${nameOf(operation)}: ${withoutIds(hidden.body)}, and ${withoutIds(absent.body)} when absent`,
          );
      }
    expect(leaks).toEqual([]);
    expect(await allThatIsTheirs()).toEqual(before);
  });

  it('a viewer changes nothing', async () => {
    const before = await allThatIsTheirs();
    const changing = asked().filter((operation) => !isReading(operation) && isAboutOne(operation));
    const answers: unknown[] = [];
    for (const operation of changing) answers.push([nameOf(operation), (await askAs(tenant.viewer, operation)).status]);
    expect(answers.filter((answer) => ![403, 404].includes((answer as [string, number])[1]))).toEqual([]);
    expect(await allThatIsTheirs()).toEqual(before);
  });

  it('what is hidden takes about as long as what is absent', async () => {
    const [token = ''] = Object.values(neighbors);
    const telling: unknown[] = [];
    for (const operation of asked().filter((one) => isReading(one) && isAboutOne(one))) {
      const seen: [hidden: number, absent: number][] = [];
      do
        seen.push([
          await medianMs(() => askAs(token, operation)),
          await medianMs(() => askAs(token, operation, nobody(tenant))),
        ]);
      while (seen.length < LOOKS && seen.every(isTelling));
      if (seen.every(isTelling)) telling.push([nameOf(operation), ...seen]);
    }
    expect(telling).toEqual([]);
  });
});

/** An answer but for when the owner's own session was used last: asking is using, to the minute. */
const withoutLastUse = (body: unknown): unknown =>
  Buffer.isBuffer(body) ? body : JSON.parse(JSON.stringify(body), (key, value) => (key === 'seenAt' ? null : value));

/** An answer but for the ids in it and the correlation id, which differ between any two. */
function withoutIds(body: unknown): string {
  return JSON.stringify(body ?? null)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/"?\b[0-9a-f]{30,40}\b/gi, '<serial number>');
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 9; n++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[4] ?? Number.NaN;
}
