import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger, type DatabaseConnection } from '#libs/platform';
import { useTestDatabase } from '#libs/testing';
import { retention } from '../../../apps/worker/src/retention.js';

const storage = useTestDatabase();

describe('what is kept for a while', () => {
  let database: DatabaseConnection;
  beforeAll(() => {
    const logger = createLogger('test', 'fatal');
    database = connectDatabase({ url: storage.url, applicationName: 'test', maxConnections: 2, logger });
  });
  afterAll(() => database.close());

  const run = () => retention({ database, clock: systemClock }, { connectionAttemptDays: 30 }).run();
  const count = async (table: string) =>
    (await database.pool.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;

  it('goes when its time is over, in portions, and not before', async () => {
    await database.pool.query(
      `INSERT INTO person (id, email, first_name, last_name, created_at, updated_at)
         VALUES ('019a0000-0000-7000-8000-000000000001', 'a@example.org', 'A', 'B', now(), now());
       INSERT INTO session (id, token_hash, person_id, created_at, expires_at, seen_at)
         SELECT gen_random_uuid(), sha256(n::text::bytea), '019a0000-0000-7000-8000-000000000001', now(), now() + at, now()
           FROM (VALUES (1, interval '-25 hours'), (2, interval '-23 hours'), (3, interval '1 hour')) v (n, at);
       INSERT INTO account_link (id, person_id, kind, created_at, expires_at)
         SELECT gen_random_uuid(), '019a0000-0000-7000-8000-000000000001', 'activation', now(), now() + at
           FROM (VALUES (interval '-31 days'), (interval '-29 days')) v (at);
       INSERT INTO address_change (id, person_id, email, created_at, expires_at)
         VALUES (gen_random_uuid(), '019a0000-0000-7000-8000-000000000001', 'b@example.org', now(), now() - interval '2 days');
       INSERT INTO sign_in_throttle (key, failures, last_failed_at, locked_until)
         VALUES ('old', 1, now() - interval '25 hours', NULL), ('locked', 9, now() - interval '25 hours', now()),
                ('new', 1, now(), NULL);
       INSERT INTO outbox_mail (id, recipient, template, data, created_at, sent_at)
         SELECT gen_random_uuid(), 'a@example.org', 'activation', '{}', now() - interval '100 days', sent
           FROM (VALUES (now() - interval '91 days'), (now() - interval '89 days'), (NULL)) v (sent);
       INSERT INTO organization (id, kind, name, path, created_at, updated_at)
         VALUES ('019a0000-0000-7000-8000-000000000002', 'operator', 'O', '/019a0000-0000-7000-8000-000000000002/', now(), now());
       INSERT INTO import_job (id, kind, organization_id, created_by_id, status, is_all_or_nothing, created_at, updated_at)
         SELECT gen_random_uuid(), 'assets', '019a0000-0000-7000-8000-000000000002', '019a0000-0000-7000-8000-000000000001', status::import_status,
             false, at, at
           FROM (VALUES ('done', now() - interval '31 days'), ('done', now() - interval '29 days'), ('applying', now() - interval '31 days')) v (status, at);
       INSERT INTO import_row (job_id, number, cells) SELECT id, 1, '{}' FROM import_job;
       INSERT INTO connection_attempt (at, remote_address, cause, detail)
         SELECT now() - interval '31 days', '192.0.2.1', 'x', 'y' FROM generate_series(1, 2500);
       INSERT INTO connection_attempt (at, remote_address, cause, detail) VALUES (now(), '192.0.2.1', 'x', 'y');
       INSERT INTO audit_event (at, action, subject_kind, details) VALUES (now() - interval '20 years', 'a.b', 'x', '{}')`,
    );
    await run();
    const tables = [
      'session',
      'account_link',
      'address_change',
      'sign_in_throttle',
      'outbox_mail',
      'connection_attempt',
      'import_job',
      'import_row',
    ];
    const left = Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)])));
    expect(left).toEqual({
      session: 2,
      account_link: 1,
      address_change: 0,
      sign_in_throttle: 2,
      outbox_mail: 2,
      connection_attempt: 1,
      import_job: 2,
      import_row: 2,
    });
    expect(await count('audit_event')).toBe(1);
  });

  it('goes a few at a time where each takes thousands of rows with it', async () => {
    await database.pool.query(
      `INSERT INTO device_batch (id, organization_id, created_by_id, action, status, total, created_at, updated_at)
         SELECT gen_random_uuid(), o.id, gen_random_uuid(), '{}', CASE n WHEN 1 THEN 'running' ELSE 'done' END, 1, at, at
           FROM organization o, generate_series(1, 26) n, (VALUES (now() - interval '31 days')) v (at);
       INSERT INTO device_batch_row (batch_id, number, device_id) SELECT id, 1, gen_random_uuid() FROM device_batch`,
    );
    const portions: unknown[] = [];
    const noting = async (text: string, values: unknown[]) => {
      const answer = await database.pool.query(text, values);
      if (text.startsWith('DELETE FROM device_batch ')) portions.push(answer.rowCount);
      return answer;
    };
    const noted = { pool: { query: noting } } as unknown as DatabaseConnection;
    await retention({ database: noted, clock: systemClock }, { connectionAttemptDays: 30 }).run();
    expect(portions).toEqual([10, 10, 5]);
    expect([await count('device_batch'), await count('device_batch_row')]).toEqual([1, 1]);
  });
});
