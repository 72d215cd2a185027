import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { parse } from 'csv-parse/sync';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(120_000); // files of 25 MB

/** Customers, each with a text so long that a file of them is far larger than all buffers on the way. */
const CUSTOMERS = 10_000;
const TEXT_CHARACTERS = 2500;
const pageRows = 1000;

let api: FleetApi;
let provider: { id: string; token: string };
beforeAll(async () => {
  api = await startFleetApi();
  provider = await api.aProvider();
  await addCustomers('Customer', CUSTOMERS);
  await api.ask('PUT', '/me/tables/organizations', provider.token, { columns: ['name', 'brandingName', 'id'] });
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

/** Names end in their number, so that their order is known. */
async function addCustomers(name: string, count: number) {
  await api.database.registry.client.$executeRaw`
    INSERT INTO organization (id, kind, name, parent_id, path, branding_name, created_at, updated_at)
    SELECT made.id, 'customer', ${`${name} `} || lpad(made.number::text, 6, '0'), provider.id,
           provider.path || made.id || '/', repeat('x', ${TEXT_CHARACTERS}), now(), now()
      FROM organization provider, (SELECT gen_random_uuid() AS id, number FROM generate_series(1, ${count}::int) number) made
     WHERE provider.id = ${provider.id}::uuid`;
}

/** Asks for a file and takes nothing of it beyond its headers. */
async function begin(path: string, token: string): Promise<IncomingMessage> {
  const asked = request(`${api.address}${path}`, { headers: { authorization: `Bearer ${token}` }, agent: false });
  asked.on('error', () => {}); // a connection that is cut is what these tests are about; each looks at its answer
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.pause();
  return answer;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Waits for the audit event of an export that ended so. */
async function eventOf(end: string) {
  for (let question = 0; question < 500; question++) {
    const { body } = await api.get('/audit-events?action=export.made&limit=1', provider.token);
    if (body.items[0]?.details.end === end) return body.items[0];
  }
  throw new Error(`No export ended as ${end}.`);
}

const file = '/exports/organizations?kind=customer';

describe('a file of 10 000 rows', () => {
  it('has each row that was there all along once and in order, whatever is added while it is written', async () => {
    const answer = await begin(`${file}&columns=name,brandingName`, provider.token);
    await addCustomers('Added behind', 1500);
    await addCustomers('Yet added before the end', 1500);
    const [header, ...rows] = parse(await textOf(answer)) as string[][];
    expect(header).toEqual(['Name', 'Shown name']);
    const names = rows.map(([name = '']) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
    const known = names.filter((name) => name.startsWith('Customer '));
    expect(known.length).toBe(CUSTOMERS);
    // The first page was read before, and their names stand in front of it.
    expect(names.filter((name) => name.startsWith('Added')).length).toBe(0);
    expect(names.filter((name) => name.startsWith('Yet')).length).toBe(1500);
    expect((await eventOf('complete')).details.rowsWritten).toBe(rows.length);
  });

  it('is read no faster than it is taken, and no further once its client is gone', async () => {
    const answer = await begin(file, provider.token);
    await once(answer, 'readable');
    answer.destroy();
    const { details } = await eventOf('cut');
    expect(details.rowsWritten).toBeGreaterThanOrEqual(pageRows);
    expect(details.rowsWritten).toBeLessThan(CUSTOMERS);
  });

  it('is cut when its reader’s roles change while it is written: what is there does not pass for whole', async () => {
    const token = await api.join(provider.id, 'viewer', provider.token);
    const { id, email } = (await api.get('/me', token)).body;
    const answer = await begin(file, token);
    const confirm = `confirm=${encodeURIComponent(email)}`;
    const removed = await api.ask('DELETE', `/organizations/${provider.id}/members/${id}?${confirm}`, provider.token);
    expect(removed.status).toBe(204);
    await expect(textOf(answer)).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { details } = await eventOf('failed');
    expect(details.rowsWritten).toBeLessThan(CUSTOMERS);
    expect(api.lines.join('')).toContain('An export failed; its connection was cut.');
  });
});

describe('how many at a time', () => {
  it('two of one person; the third is told to wait, somebody else is not; one that ended makes room', async () => {
    const token = await api.join(provider.id, 'viewer', provider.token);
    const begun = [await begin(file, token), await begin(file, token)];
    const third = await api.get(file, token);
    expect([third.status, third.body.code]).toEqual([429, 'export.too-many']);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.get('/exports/devices', provider.token)).status).toBe(200);
    begun[0]?.destroy();
    await eventOf('cut');
    const again = await begin(file, token);
    expect(again.statusCode).toBe(200);
    for (const answer of [...begun, again]) answer.destroy();
  });

  it('a refused export holds no place', async () => {
    const token = await api.join(provider.id, 'viewer', provider.token);
    for (const _ of [1, 2, 3]) expect((await api.get('/exports/audit-events', token)).status).toBe(403);
    for (const _ of [1, 2, 3])
      expect(
        (await api.get(`/exports/members?organizationId=01900000-0000-7000-8000-000000000000`, token)).status,
      ).toBe(404);
    expect((await api.get('/exports/devices', token)).status).toBe(200);
  });
});
