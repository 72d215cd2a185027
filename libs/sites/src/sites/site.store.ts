import { takeDevicesFromSite } from '#libs/devices';
import type { Scope } from '#libs/identity';
import { organizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type {
  AccessLogPosition,
  ListedSite,
  NewSiteRow,
  Site,
  SiteAccessEntry,
  SiteFields,
  SiteSelection,
} from './site.js';
import { readSitePage } from './site-page.query.js';
import { type FoundSite, readSitesNamed } from './site-search.query.js';

interface SiteRow {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly time_zone: string | null;
  readonly organization_id: string;
  readonly organization_name: string;
  readonly path: string;
  readonly delegates_certificates: boolean;
}

interface AccessEntryRow {
  readonly person_id: string;
  readonly person_name: string;
  readonly email: string;
  readonly organization_id: string | null;
  readonly organization_name: string | null;
  readonly day: string;
  readonly last_at: Date;
}

const selectSite = (id: string) => Prisma.sql`
  SELECT s.id, s.name, s.address, s.lat, s.lon, s.time_zone, s.organization_id, o.name AS organization_name, o.path,
    o.delegates_certificates
  FROM site s
  JOIN organization o ON o.id = s.organization_id
  WHERE s.id = ${id}::uuid`;

/**
 * The sites.
 *
 * Sites in the registry's tables `site` and `site_access_entry`.
 */
export class SiteStore {
  constructor(private readonly database: RegistryDatabase) {}

  async find(id: string): Promise<Site | undefined> {
    const [row] = await this.database.client.$queryRaw<SiteRow[]>`${selectSite(id)}`;
    return row && siteFrom(row);
  }

  /** Whose name begins so, in any case; by name. */
  named(scope: Scope, text: string, limit: number, now: Date): Promise<readonly FoundSite[]> {
    return readSitesNamed(this.database, scope, text, limit, now);
  }

  /** As `find`; other units of work that lock the same site wait until this one ends. */
  async lock(id: string): Promise<Site | undefined> {
    const [row] = await this.database.client.$queryRaw<SiteRow[]>`${selectSite(id)} FOR UPDATE OF s`;
    return row && siteFrom(row);
  }

  async add({ createdAt, ...site }: NewSiteRow): Promise<void> {
    await this.database.client.site.create({ data: { ...site, createdAt, updatedAt: createdAt } });
  }

  async change(id: string, fields: Partial<SiteFields>, at: Date): Promise<void> {
    await this.database.client.site.update({ where: { id }, data: { ...fields, updatedAt: at } });
  }

  /** Devices and assets stay, standing nowhere; grants and access log go. @returns how many stood there */
  async remove(id: string): Promise<{ readonly devices: number; readonly assets: number }> {
    const { client } = this.database;
    const assets = await client.$queryRaw<unknown[]>`
      SELECT a.id FROM asset a WHERE a.site_id = ${id}::uuid ORDER BY a.id FOR UPDATE`;
    const devices = await takeDevicesFromSite(client, id);
    // The foreign key of `asset` takes the equipment from the site.
    await client.site.delete({ where: { id } });
    return { devices, assets: assets.length };
  }

  /** One page in one statement; nothing outside the scope is found. */
  list(scope: Scope, selection: SiteSelection, now: Date): Promise<readonly ListedSite[]> {
    return readSitePage(this.database, scope, selection, now);
  }

  /** Latest first. */
  async accessLog(
    id: string,
    limit: number,
    after: AccessLogPosition | undefined,
  ): Promise<readonly SiteAccessEntry[]> {
    const [lastAt, person, day] = after ?? [null, null, null];
    const rows = await this.database.client.$queryRaw<AccessEntryRow[]>`
      SELECT e.person_id, p.first_name || ' ' || p.last_name AS person_name, p.email, e.organization_id,
        o.name AS organization_name, to_char(e.day, 'YYYY-MM-DD') AS day, e.last_at
      FROM site_access_entry e
      JOIN person p ON p.id = e.person_id
      LEFT JOIN organization o ON o.id = e.organization_id
      WHERE e.site_id = ${id}::uuid
        AND (${lastAt}::timestamptz IS NULL
          OR (e.last_at, e.person_id, e.day) < (${lastAt}::timestamptz, ${person}::uuid, ${day}::date))
      ORDER BY e.last_at DESC, e.person_id DESC, e.day DESC
      LIMIT ${limit}`;
    return rows.map(accessEntryFrom);
  }
}

function siteFrom(row: SiteRow): Site {
  return {
    id: row.id,
    siteId: row.id,
    name: row.name,
    address: row.address,
    lat: row.lat,
    lon: row.lon,
    timeZone: row.time_zone,
    owner: {
      id: organizationId(row.organization_id),
      path: row.path,
      delegatesCertificates: row.delegates_certificates,
    },
    ownerName: row.organization_name,
  };
}

const accessEntryFrom = (row: AccessEntryRow): SiteAccessEntry => ({
  personId: row.person_id,
  personName: row.person_name,
  email: row.email,
  organization:
    row.organization_id === null || row.organization_name === null
      ? null
      : { id: row.organization_id, name: row.organization_name },
  day: row.day,
  lastAt: row.last_at,
});
