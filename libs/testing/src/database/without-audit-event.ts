import type { Pool } from 'pg';

/**
 * Runs the work while the registry refuses one kind of audit event, as it would if the process ended at that moment. The
 * statement that writes it fails with the words "No room for".
 *
 * @param action of the events that are refused, such as `certificate.issued`
 */
export async function withoutAuditEvent(pool: Pool, action: string, work: () => Promise<void>): Promise<void> {
  await pool.query(`
    CREATE FUNCTION refuse_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE 'No room for %.', NEW.action;
    END $$`);
  await pool.query(`
    CREATE TRIGGER refuse_audit_event BEFORE INSERT ON audit_event FOR EACH ROW
    WHEN (NEW.action = '${action}') EXECUTE FUNCTION refuse_audit_event()`);
  try {
    await work();
  } finally {
    await pool.query('DROP FUNCTION refuse_audit_event CASCADE');
  }
}
