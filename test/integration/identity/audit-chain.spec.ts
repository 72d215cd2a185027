import { AuditChainStore, AuditSealing, AuditVerification, PrismaAuditTrail, RequestOrigin } from '#libs/identity';
import { Clock, organizationId, personId } from '#libs/kernel';
import { connectDatabase, createLogger, type DatabaseConnection } from '#libs/platform';
import { useTestDatabase } from '#libs/testing';

class NoRequest extends RequestOrigin {
  override current() {
    return {};
  }
}

/** A minute later than the events it is asked about. */
class LaterClock extends Clock {
  constructor(private readonly seconds = 0) {
    super();
  }
  now() {
    return new Date(Date.parse('2026-11-21T12:00:00.123Z') + this.seconds * 1000);
  }
}

const EVENTS = 1_203; // three batches of sealing, two of verification
const storage = useTestDatabase();

describe('the chain of audit events', () => {
  let database: DatabaseConnection;
  beforeAll(async () => {
    const logger = createLogger('test', 'fatal');
    database = connectDatabase({ url: storage.url, applicationName: 'test', maxConnections: 3, logger });
    const audit = new PrismaAuditTrail(database.registry, new LaterClock(), new NoRequest());
    await audit.record({
      action: 'organization.changed',
      actorId: personId('019a0000-0000-7000-8000-000000000001'),
      organizationId: organizationId('019a0000-0000-7000-8000-000000000002'),
      subject: { kind: 'organization', id: '019a0000-0000-7000-8000-000000000002' },
      details: { z: 0.1, a: [1e21, 'zażółć', null], nested: { b: true } },
      before: { name: 'Before' },
      after: { name: 'After' },
      organizationPath: '/019a0000-0000-7000-8000-000000000002/',
    });
    await database.pool.query(
      `INSERT INTO audit_event (at, action, subject_kind, details, correlation_id)
       SELECT '2026-11-21T12:00:00.5Z', 'session.refused', 'person', jsonb_build_object('n', n), 'c-' || n
         FROM generate_series(2, ${EVENTS}) n`,
    );
  });
  afterAll(() => database.close());

  const chain = () => new AuditChainStore(database.registry);
  const seal = async () => {
    const sealing = new AuditSealing(database.registry, chain());
    const sizes = [];
    for (let size = await sealing.run(); size > 0; size = await sealing.run()) sizes.push(size);
    return sizes;
  };
  const verify = (remembered?: { number: bigint; hash: Buffer }) =>
    new AuditVerification(chain(), new LaterClock(120)).run(remembered);

  /** What somebody with the database's password could do; undone afterwards. */
  async function tampering(statement: string, check: () => Promise<void>): Promise<void> {
    const client = await database.pool.connect();
    try {
      await client.query('CREATE TABLE kept AS SELECT * FROM audit_event');
      await client.query('ALTER TABLE audit_event DISABLE TRIGGER USER');
      await client.query(statement);
      await check();
      await client.query('DELETE FROM audit_event');
      await client.query('INSERT INTO audit_event SELECT * FROM kept');
    } finally {
      await client.query('ALTER TABLE audit_event ENABLE TRIGGER USER');
      await client.query('DROP TABLE kept');
      client.release();
    }
  }

  it('reports what is older than a minute and not sealed', async () => {
    const { count, unsealed, fault } = await verify();
    expect({ count, unsealed, fault }).toEqual({ count: 0, unsealed: { count: EVENTS, oldestId: '1' }, fault: null });
  });

  it('seals every event once, also when two workers do it at the same time', async () => {
    const sizes = (await Promise.all([seal(), seal()])).flat();
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(EVENTS);
    const report = await verify();
    expect(report).toMatchObject({ count: EVENTS, fault: null, unsealed: { count: 0, oldestId: null } });
    expect(report.head.number).toBe(BigInt(EVENTS));
    expect(await verify(report.head)).toMatchObject({ fault: null });
  });

  it('lets nobody change, remove or empty events, seal one again or unseal it', async () => {
    for (const statement of [
      `UPDATE audit_event SET details = '{}' WHERE id = 7`,
      `UPDATE audit_event SET sealed_as = NULL WHERE id = 7`,
      `UPDATE audit_event SET hash = NULL WHERE id = 7`,
      'DELETE FROM audit_event WHERE id = 7',
      'TRUNCATE audit_event',
    ])
      await expect(database.pool.query(statement)).rejects.toThrow('append-only');
  });

  it.each([
    ['an altered detail', `UPDATE audit_event SET details = '{"n":8}' WHERE sealed_as = 7`, 7n, 'altered'],
    ['another actor', `UPDATE audit_event SET actor_id = NULL WHERE sealed_as = 1`, 1n, 'altered'],
    ['another time', `UPDATE audit_event SET at = at + interval '1 ms' WHERE sealed_as = 1100`, 1100n, 'altered'],
    ['a removed seal', `UPDATE audit_event SET hash = NULL WHERE sealed_as = 1000`, 1000n, 'altered'],
    ['a removed event', 'DELETE FROM audit_event WHERE sealed_as = 9', 9n, 'missing'],
    ['a removed first event', 'DELETE FROM audit_event WHERE sealed_as = 1', 1n, 'missing'],
    [
      'two exchanged events',
      `UPDATE audit_event SET sealed_as = NULL, hash = NULL WHERE id IN (11, 12);
       UPDATE audit_event a SET sealed_as = 23 - a.id, hash = k.hash FROM kept k WHERE a.id IN (11, 12) AND k.id = 23 - a.id`,
      11n,
      'altered',
    ],
  ])('finds %s, even past the trigger', async (_what, statement, number, kind) => {
    await tampering(statement, async () => {
      const { fault, count } = await verify();
      expect(fault).toMatchObject({ number, kind, difference: expect.any(String) });
      expect(BigInt(count)).toBe(number - 1n);
    });
    expect((await verify()).fault).toBeNull();
  });

  it('finds a cut-off or rewritten end by a head noted earlier', async () => {
    const { head } = await verify();
    await tampering(`DELETE FROM audit_event WHERE sealed_as > ${EVENTS - 2}`, async () => {
      expect((await verify()).fault).toBeNull();
      expect((await verify(head)).fault).toMatchObject({ kind: 'missing', number: BigInt(EVENTS - 1) });
    });
    const other = { number: 5n, hash: Buffer.alloc(32, 7) };
    expect((await verify(other)).fault).toMatchObject({ kind: 'other-head', number: 5n });
  });
});
