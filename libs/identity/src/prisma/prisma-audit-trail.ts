import { type Clock, organizationId, personId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import {
  type AuditEntry,
  type AuditEvent,
  type AuditSelection,
  AuditTrail,
  type Json,
  type RequestOrigin,
} from '../audit.js';

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly organization_id: string | null;
  readonly action: AuditEvent['action'];
  readonly subject_kind: string;
  readonly subject_id: string | null;
  readonly details: Record<string, Json>;
  readonly before: Record<string, Json> | null;
  readonly after: Record<string, Json> | null;
  readonly remote_address: string | null;
  readonly correlation_id: string | null;
}

/** Audit events in the registry's table `audit_event`. */
export class PrismaAuditTrail extends AuditTrail {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
    private readonly origin: RequestOrigin,
  ) {
    super();
  }

  override async record({
    action,
    actorId,
    organizationId,
    subject,
    details,
    before,
    after,
  }: AuditEntry): Promise<void> {
    const { remoteAddress, correlationId } = this.origin.current();
    await this.database.client.auditEvent.create({
      data: {
        at: this.clock.now(),
        action,
        actorId,
        organizationId,
        subjectKind: subject.kind,
        subjectId: subject.id,
        details: details ?? {},
        ...(before && { before }),
        ...(after && { after }),
        remoteAddress: remoteAddress ?? null,
        correlationId: correlationId ?? null,
      },
    });
  }

  override async list({ paths, withUnowned, before, limit }: AuditSelection): Promise<readonly AuditEvent[]> {
    const rows = await this.database.client.$queryRaw<AuditRow[]>`
      SELECT id::text AS id, at, actor_id, organization_id, action, subject_kind, subject_id, details, before, after, remote_address,
             correlation_id
      FROM audit_event
      WHERE (organization_id IN (SELECT id FROM organization WHERE path LIKE ANY (${paths.map((path) => `${path}%`)}::text[]))
             OR (${withUnowned} AND organization_id IS NULL))
        AND (${before ?? null}::bigint IS NULL OR audit_event.id < ${before ?? null}::bigint)
      ORDER BY audit_event.id DESC
      LIMIT ${limit}`;
    return rows.map((row) => ({
      id: row.id,
      at: row.at,
      actorId: row.actor_id === null ? null : personId(row.actor_id),
      organizationId: row.organization_id === null ? null : organizationId(row.organization_id),
      action: row.action,
      subject: { kind: row.subject_kind, id: row.subject_id },
      details: row.details,
      before: row.before,
      after: row.after,
      remoteAddress: row.remote_address,
      correlationId: row.correlation_id,
    }));
  }
}
