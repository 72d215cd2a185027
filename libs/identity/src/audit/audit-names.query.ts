import { Prisma, type RegistryDatabase } from '#prisma';
import { organizationsIn } from '../access/scope.query.js';
import type { AuditEvent } from './audit.js';

/** How what events name by ids is called, by those ids. */
export interface AuditNames {
  readonly people: ReadonlyMap<string, string>;
  readonly organizations: ReadonlyMap<string, string>;
}

interface NameRow {
  readonly id: string;
  readonly name: string;
  readonly is_person: boolean;
}

/**
 * Names for a page of audit events, in one statement: of people who belong to an organization in the subtrees, of organizations in
 * them, and of those that events were done on behalf of, which stand above. Whoever is gone has none.
 */
export class AuditNamesQuery {
  constructor(private readonly database: RegistryDatabase) {}

  async of(events: readonly AuditEvent[], paths: readonly string[]): Promise<AuditNames> {
    const people = idsOf(events, ({ actorId }) => actorId);
    const organizations = idsOf(events, ({ organizationId }) => organizationId);
    const above = idsOf(events, ({ onBehalfOfId }) => onBehalfOfId);
    if (people.length + organizations.length === 0) return { people: new Map(), organizations: new Map() };
    const rows = await this.database.client.$queryRaw<NameRow[]>`
      SELECT p.id::text AS id, p.first_name || ' ' || p.last_name AS name, true AS is_person
        FROM person p
       WHERE p.id = ANY (${people}::uuid[])
         AND EXISTS (SELECT FROM membership m
                      WHERE m.person_id = p.id AND m.organization_id IN (${organizationsIn(paths)}))
      UNION ALL
      SELECT o.id::text, o.name, false
        FROM organization o
       WHERE o.id = ANY (${above}::uuid[]) OR (o.id = ANY (${organizations}::uuid[]) AND ${within(paths)})`;
    const named = (isPerson: boolean) =>
      new Map(rows.filter((row) => row.is_person === isPerson).map(({ id, name }) => [id, name]));
    return { people: named(true), organizations: named(false) };
  }
}

const within = (paths: readonly string[]) => Prisma.sql`
  EXISTS (SELECT FROM unnest(${[...paths]}::text[]) AS scope (path) WHERE starts_with(o.path, scope.path))`;

const idsOf = (events: readonly AuditEvent[], idOf: (event: AuditEvent) => string | null): string[] => [
  ...new Set(events.flatMap((event) => idOf(event) ?? [])),
];
