import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { Clock } from '#libs/kernel';
import { PrismaMailQueue } from '#libs/notifications';
import { connectDatabase, createLogger, type DatabaseConnection, SmtpTransport } from '#libs/platform';
import { useTestDatabase } from '#libs/testing';
import { mailSending } from '../../../apps/worker/src/jobs.js';

jest.setTimeout(60_000); // the machine may have other suites to run

const storage = useTestDatabase();
const logger = createLogger('test', 'fatal');
const MINUTE_MS = 60_000;

class MovingClock extends Clock {
  #ms = Date.parse('2026-11-21T12:00:00.000Z');
  override now() {
    return new Date(this.#ms);
  }
  advance(ms: number) {
    this.#ms += ms;
  }
}

describe('the mails that wait', () => {
  let database: DatabaseConnection;
  const clock = new MovingClock();
  beforeAll(async () => {
    database = connectDatabase({ url: storage.url, applicationName: 'test', maxConnections: 5, logger });
    await database.pool.query(
      `INSERT INTO organization (id, kind, name, path, created_at, updated_at)
       SELECT id, 'customer', id, '/' || id || '/', now(), now() FROM unnest($1::uuid[]) AS id`,
      [[busy, quiet]],
    );
  });
  beforeEach(() => database.pool.query('TRUNCATE outbox_mail'));
  afterAll(() => database.close());

  const busy = '019a0000-0000-7000-8000-00000000000a';
  const quiet = '019a0000-0000-7000-8000-00000000000b';
  const post = (organization: string | null, count: number, agoSeconds: number) =>
    database.pool.query(
      `INSERT INTO outbox_mail (id, recipient, template, data, organization_id, created_at, next_attempt_at)
       SELECT gen_random_uuid(), 'm' || n || '@example.org', 'address-notice',
              '{"firstName":"A","newEmail":"b@example.org","requestedAt":"2026-11-21T12:00:00.000Z"}', $1,
              $3::timestamptz - make_interval(secs => $4), $3::timestamptz - make_interval(secs => $4)
         FROM generate_series(1, $2) AS n`,
      [organization, count, clock.now(), agoSeconds],
    );
  const queue = () => new PrismaMailQueue(database.registry);
  const lease = () => new Date(clock.now().getTime() + 10 * MINUTE_MS);

  it('are taken from one organization after the other, however many one has', async () => {
    await post(busy, 1_000, 60);
    await post(quiet, 2, 5);
    await post(null, 1, 1);
    const taken = await queue().take(clock.now(), lease(), 6);
    expect(taken.map(({ organizationId }) => organizationId)).toEqual([busy, quiet, null, busy, quiet, busy]);
    expect(taken.map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('are taken from one provider after the other, however many customers one has, and of those one after the other', async () => {
    const provider = (n: number) => `019b0000-0000-7000-8000-00000000000${n}`;
    const customer = (n: number) => `019c0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const operator = '019a0000-0000-7000-8000-0000000000ff';
    await database.pool.query(
      `INSERT INTO organization (id, kind, name, path, created_at, updated_at)
       SELECT id::uuid, 'customer', id, $3 || above || '/' || id || '/', now(), now()
       FROM unnest($1::text[], $2::text[]) AS made (id, above)`,
      [
        Array.from({ length: 30 }, (_, n) => customer(n)),
        Array.from({ length: 30 }, (_, n) => provider(n < 29 ? 1 : 2)),
        `/${operator}/`,
      ],
    );
    for (let n = 0; n < 29; n += 1) await post(customer(n), 2, 60 - n);
    await post(customer(29), 3, 1);
    const taken = await queue().take(clock.now(), lease(), 8);
    expect(taken.map(({ organizationId }) => organizationId)).toEqual(
      [0, 29, 1, 29, 2, 29, 3, 4].map((n) => customer(n)),
    );
    expect(new Set(taken.map(({ tenant }) => tenant))).toEqual(new Set([provider(1), provider(2)]));
  });

  it('have no attempt behind them when a lease lapses, and are begun under the lease alone', async () => {
    await post(busy, 1, 1);
    const [first] = await queue().take(clock.now(), lease(), 1);
    const lapsed = lease();
    expect(await queue().take(clock.now(), lease(), 1)).toEqual([]);
    clock.advance(10 * MINUTE_MS);
    const [again] = await queue().take(clock.now(), lease(), 1);
    expect(again).toMatchObject({ id: first?.id, attempts: 0 });
    expect(await queue().begin(first?.id ?? '', lapsed, lease())).toBeUndefined();
    expect(await queue().begin(first?.id ?? '', lease(), new Date(lease().getTime() + 1))).toBe(1);
  });

  it('go back untried when they were not begun', async () => {
    await post(busy, 3, 1);
    const taken = await queue().take(clock.now(), lease(), 3);
    await queue().release(
      taken.map(({ id }) => id),
      lease(),
      clock.now(),
    );
    expect((await queue().take(clock.now(), lease(), 3)).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  });

  it('are not given up by a server that accepts the connection and says nothing: each attempt is one it saw', async () => {
    let connections = 0;
    const silent = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const smtp = new SmtpTransport({
      url: `smtp://127.0.0.1:${port}`,
      from: 'no-reply@fieldgate.example',
      connections: 4,
      silenceMs: 300,
    });
    const linkKey = randomBytes(32).toString('base64url');
    const job = mailSending({ database, clock, logger }, smtp, { publicUrl: 'https://fieldgate.example', linkKey });
    await post(busy, 150, 60);
    await post(quiet, 50, 30);
    for (let round = 0; round < 12; round += 1) {
      await job.run();
      clock.advance(11 * MINUTE_MS);
    }
    smtp.close();
    silent.close();
    const { rows } = await database.pool.query<{ attempts: number; error: string | null; failed: boolean }>(
      'SELECT attempts, last_error AS error, failed_at IS NOT NULL AS failed FROM outbox_mail',
    );
    expect(rows.filter(({ failed }) => failed)).toEqual([]);
    expect(rows.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(connections);
    for (const { attempts, error } of rows)
      expect(error).toEqual(attempts === 0 ? null : expect.stringMatching(/Greeting never received|[Tt]imeout/));
  });
});
