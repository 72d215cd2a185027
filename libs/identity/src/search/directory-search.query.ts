import { AFTER_ANY, nameOrder, nameStart, Prisma } from '#prisma';
import type { OrganizationKind } from '../organizations/organization.js';
import type { SearchExtent } from './search-extent.query.js';

export interface FoundOrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly parent_name: string | null;
}

export interface FoundPersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organization_id: string;
  readonly organization_name: string;
}

/** Whether an organization lies in one of the subtrees. */
const isIn = (paths: readonly string[], path = Prisma.sql`o.path`) => Prisma.sql`
  EXISTS (SELECT FROM unnest(${[...paths]}::text[]) AS scope(path) WHERE ${path} >= scope.path AND ${path} < scope.path || ${AFTER_ANY})`;

/** Organizations whose name begins so, by name. */
export function organizationsNamed({ paths, organizationIds }: SearchExtent, text: string, limit: number): Prisma.Sql {
  const { range, filter } = nameStart(Prisma.sql`o.name_key`, text);
  const found =
    organizationIds === undefined
      ? Prisma.sql`${range} AND ${isIn(paths)}`
      : Prisma.sql`o.id = ANY (${[...organizationIds]}::uuid[]) AND ${filter}`;
  return Prisma.sql`
    SELECT o.id, o.name, o.kind::text AS kind, 
      (SELECT p.name FROM organization p WHERE p.id = o.parent_id AND ${isIn(paths, Prisma.sql`p.path`)}) AS parent_name
    FROM organization o
    WHERE ${found}
    ORDER BY o.name_key, o.id
    LIMIT ${limit}`;
}

const fullName = Prisma.sql`p.first_name || ' ' || p.last_name`;

/** People whose whole name, last name or address begins so, by name, each with the first organization they are seen in. */
export function peopleNamed(extent: SearchExtent, text: string, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, btrim(${fullName}) AS name, p.email, home.id AS organization_id, home.name AS organization_name
    FROM (${extent.organizationIds === undefined ? walked(extent, text, limit) : lookedThrough(extent.organizationIds, text)}) f
    JOIN person p ON p.id = f.id
    CROSS JOIN LATERAL (
      SELECT o.id, o.name
      FROM membership m
      JOIN organization o ON o.id = m.organization_id
      WHERE m.person_id = p.id AND ${isIn(extent.paths)}
      ORDER BY m.created_at, o.id
      LIMIT 1
    ) home
    ORDER BY ${nameOrder(fullName)}, p.id
    LIMIT ${limit}`;
}

const lookedThrough = (organizationIds: readonly string[], text: string) => Prisma.sql`
  SELECT DISTINCT p.id
  FROM membership m
  JOIN person p ON p.id = m.person_id
  WHERE m.organization_id = ANY (${[...organizationIds]}::uuid[])
    AND (starts_with(lower(${fullName}), lower(${text}::text)) OR starts_with(lower(p.last_name), lower(${text}::text))
      OR starts_with(p.email, lower(${text}::text)))`;

/** Each index gives as many as are wanted at most. */
function walked({ paths }: SearchExtent, text: string, limit: number): Prisma.Sql {
  const seen = Prisma.sql`
    EXISTS (
      SELECT FROM membership m
      JOIN organization o ON o.id = m.organization_id
      WHERE m.person_id = p.id AND ${isIn(paths)})`;
  const start = Prisma.sql`lower(${text}::text)`;
  const email = Prisma.sql`p.email COLLATE "C"`;
  const byIndex = (key: Prisma.Sql, range: Prisma.Sql) => Prisma.sql`
    (SELECT p.id FROM person p WHERE ${range} AND ${seen} ORDER BY ${key}, p.id LIMIT ${limit})`;
  const names = [nameOrder(fullName), nameOrder(Prisma.sql`p.last_name`)];
  return Prisma.join(
    [
      ...names.map((key) => byIndex(key, nameStart(key, text).range)),
      byIndex(email, Prisma.sql`(${email} >= ${start} AND ${email} < ${start} || ${AFTER_ANY})`),
    ],
    ' UNION ',
  );
}
