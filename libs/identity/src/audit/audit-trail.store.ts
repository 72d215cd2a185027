import { type Clock, type OrganizationId, organizationId, personId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { levelOf } from '../organizations/organization.js';
import {
  type AuditEntry,
  type AuditEvent,
  type AuditSelection,
  AuditTrail,
  type Json,
  type RequestOrigin,
} from './audit.js';

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly api_key_id: string | null;
  readonly on_behalf_of_id: string | null;
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

/**
 * An audit event on its way into the statement that makes the change it tells of, as one of its `WITH` parts.
 *
 * @param happened condition on the other parts: the event is recorded if it holds
 */
export type AuditInsertion = (happened: Prisma.Sql) => Prisma.Sql;

/** Audit events in the registry's table `audit_event`. */
export class PrismaAuditTrail extends AuditTrail {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
    private readonly origin: RequestOrigin,
  ) {
    super();
  }

  override async record(entry: AuditEntry): Promise<void> {
    await this.database.client.$executeRaw`/* prepared */
      ${this.insertionOf(entry)(Prisma.sql`true`)}`;
  }

  /**
   * The event for a change that is one statement: both are in it, so that neither needs a transaction around them.
   *
   * The path is that of the moment, and so is the organization acted for, the nearest above it first.
   */
  insertionOf(entry: AuditEntry): AuditInsertion {
    const { remoteAddress, correlationId, actor: current } = this.origin.current();
    const actor = current?.personId === entry.actorId ? current : undefined;
    const places = actor?.memberships ?? [];
    const organization = entry.organizationId;
    return (happened) => Prisma.sql`
      INSERT INTO audit_event (at, actor_id, api_key_id, on_behalf_of_id, organization_id, organization_path, action,
                               subject_kind, subject_id, details, before, after, remote_address, correlation_id)
      SELECT ${this.clock.now()}, ${entry.actorId}::uuid, ${actor?.apiKeyId ?? null}::uuid,
             CASE WHEN ${organization}::uuid IS NOT NULL THEN
               (SELECT own.id FROM unnest(${places.map((place) => place.organizationId)}::uuid[],
                                          ${places.map(({ path }) => path)}::text[]) AS own (id, path)
                 WHERE ${organization}::uuid <> ALL (${places.map((place) => place.organizationId)}::uuid[])
                 ORDER BY starts_with(place.path, own.path) DESC, length(own.path) DESC LIMIT 1)
             END,
             ${organization}::uuid, place.path, ${entry.action}, ${entry.subject.kind}, ${entry.subject.id},
             ${jsonb(entry.details ?? {})}, ${jsonb(entry.before)}, ${jsonb(entry.after)},
             ${remoteAddress ?? null}, ${correlationId ?? null}
        FROM (SELECT coalesce((SELECT path FROM organization WHERE id = ${organization}::uuid),
                              ${entry.organizationPath ?? null}) AS path) AS place
       WHERE ${happened}`;
  }

  override async list(selection: AuditSelection): Promise<readonly AuditEvent[]> {
    const { paths, everything, limit } = selection;
    const filters = Prisma.join(filtersOf(selection), ' AND ');
    // One ordered walk of an index for each subtree, cut at the page's length, and the newest of what they found.
    const walks = (everything ? [Prisma.sql`true`] : paths.map(happenedWithin)).map(
      (place) => Prisma.sql`(SELECT * FROM audit_event WHERE ${place} AND ${filters} ORDER BY id DESC LIMIT ${limit})`,
    );
    if (walks.length === 0) return [];
    const rows = await this.database.client.$queryRaw<AuditRow[]>`
      SELECT event.id::text AS id, at, actor_id, api_key_id, on_behalf_of_id, organization_id, action, subject_kind,
             subject_id, details, before, after, remote_address, correlation_id
        FROM (${Prisma.join(walks, ' UNION ')}) AS event
       ORDER BY event.id DESC
       LIMIT ${limit}`;
    return rows.map(eventFrom);
  }

  override async lastPathOf(id: OrganizationId): Promise<string | undefined> {
    const last = await this.database.client.auditEvent.findFirst({
      where: { organizationId: id, organizationPath: { not: null } },
      orderBy: { id: 'desc' },
      select: { organizationPath: true },
    });
    return last?.organizationPath ?? undefined;
  }
}

const jsonb = (value: object | undefined) =>
  value === undefined ? Prisma.sql`NULL::jsonb` : Prisma.sql`${JSON.stringify(value)}::jsonb`;

/**
 * Whether an event's organization stood at or below this one when it happened. The first condition is an index of the
 * migration: events at or below one provider, or one customer directly under a provider, in the order of their ids.
 */
function happenedWithin(path: string): Prisma.Sql {
  const [, , provider, customer] = path.split('/');
  const inside = Prisma.sql`starts_with(organization_path, ${path})`;
  switch (levelOf(path)) {
    case 1:
      return inside;
    case 2:
      return Prisma.sql`split_part(organization_path, '/', 3) = ${provider}`;
    case 3:
      return Prisma.sql`split_part(organization_path, '/', 4) = ${customer}`;
    default:
      return Prisma.sql`split_part(organization_path, '/', 4) = ${customer} AND ${inside}`;
  }
}

/** The organization a path leads to, with its slashes: found in the paths of all that was ever below it. */
const lastOf = (path: string) => `/${path.split('/').at(-2)}/`;

function filtersOf(selection: AuditSelection): Prisma.Sql[] {
  const { seenFrom, actorId, subjectKind, subjectId, actionPrefix, from, to, before } = selection;
  const filters: Prisma.Sql[] = [Prisma.sql`true`];
  if (before !== undefined) filters.push(Prisma.sql`id < ${before}::bigint`);
  if (seenFrom)
    filters.push(Prisma.sql`EXISTS (SELECT FROM unnest(${seenFrom.map(lastOf)}::text[]) AS above (id)
                                     WHERE position(above.id IN organization_path) > 0)`);
  if (actorId !== undefined) filters.push(Prisma.sql`actor_id = ${actorId}::uuid`);
  if (subjectKind !== undefined) filters.push(Prisma.sql`subject_kind = ${subjectKind}`);
  if (subjectId !== undefined) filters.push(Prisma.sql`subject_id = ${subjectId}`);
  if (actionPrefix !== undefined) filters.push(Prisma.sql`starts_with(action, ${actionPrefix})`);
  if (from) filters.push(Prisma.sql`at >= ${from}`);
  if (to) filters.push(Prisma.sql`at < ${to}`);
  return filters;
}

function eventFrom(row: AuditRow): AuditEvent {
  return {
    id: row.id,
    at: row.at,
    actorId: row.actor_id === null ? null : personId(row.actor_id),
    apiKeyId: row.api_key_id,
    onBehalfOfId: row.on_behalf_of_id === null ? null : organizationId(row.on_behalf_of_id),
    organizationId: row.organization_id === null ? null : organizationId(row.organization_id),
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    details: row.details,
    before: row.before,
    after: row.after,
    remoteAddress: row.remote_address,
    correlationId: row.correlation_id,
  };
}
