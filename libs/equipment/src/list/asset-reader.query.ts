import type { AttributeDefinition } from '#libs/contracts/http';
import type { Scope } from '#libs/identity';
import { type MonthCount, type OrganizationId, organizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { AssetDetails, AssetPage, AssetSelection } from './asset-list.js';
import { FETCHED_AT_MOST, readAssetPage } from './asset-page.query.js';
import { type ListedAssetRow, listedAssetColumns, listedAssetFrom, listedAssetTables } from './asset-rows.query.js';
import { readWarrantyEnds } from './warranty-ends.query.js';

interface DetailsRow extends ListedAssetRow {
  readonly model_id: string;
  readonly manufacturer: string | null;
  readonly kind_id: string;
  readonly definitions: AttributeDefinition[];
  readonly attributes: AssetDetails['attributes'];
  readonly provider_id: string | null;
  readonly provider_name: string | null;
  readonly site: AssetDetails['site'];
  readonly contract: AssetDetails['contract'];
  readonly offline_measurements: number;
  readonly configured_at: Date | null;
  readonly updated_at: Date;
}

/**
 * Views over the assets. Nothing outside the scope is found.
 *
 * Views over the registry's table `asset` and what belongs to it.
 */
export class AssetReader {
  /** @param fetchedAtMost assets that meet a search and are all read and sorted; for tests */
  constructor(
    private readonly database: RegistryDatabase,
    private readonly fetchedAtMost = FETCHED_AT_MOST,
  ) {}

  /** One page in at most four statements. */
  page(scope: Scope, selection: AssetSelection, now: Date): Promise<AssetPage> {
    return readAssetPage(this.database, scope, selection, now, this.fetchedAtMost);
  }

  /** How many warranties end in each month, from a day such as `2026-12-01` on. */
  warrantyEnds(scope: Scope, organizationId: OrganizationId | undefined, from: string): Promise<readonly MonthCount[]> {
    return readWarrantyEnds(this.database, scope, organizationId, from);
  }

  /** Whoever asks must have been let in before. */
  async details(id: string): Promise<AssetDetails | undefined> {
    const [row] = await this.database.client.$queryRaw<DetailsRow[]>`
      SELECT ${listedAssetColumns}, m.id AS model_id, m.manufacturer, k.id AS kind_id, k.attributes AS definitions,
        a.attributes, v.id AS provider_id, v.name AS provider_name, a.configured_at, a.updated_at,
        CASE WHEN s.id IS NOT NULL THEN
          json_build_object('id', s.id, 'name', s.name, 'address', s.address, 'lat', s.lat, 'lon', s.lon)
        END AS site,
        (SELECT json_build_object(
            'id', c.id, 'startDate', c.start_date, 'endDate', c.end_date, 'leaseMonths', c.lease_months)
          FROM service_contract c
          WHERE c.asset_id = a.id
          ORDER BY c.start_date DESC, c.id DESC
          LIMIT 1) AS contract,
        (SELECT count(*)::int FROM offline_measurement f WHERE f.asset_id = a.id) AS offline_measurements
      FROM asset a
      ${listedAssetTables}
      LEFT JOIN organization v ON v.id = a.provider_id
      LEFT JOIN site s ON s.id = a.site_id
      WHERE a.id = ${id}::uuid`;
    return row && detailsFrom(row);
  }
}

const detailsFrom = (row: DetailsRow): AssetDetails => ({
  ...listedAssetFrom(row),
  equipmentModel: { id: row.model_id, name: row.model, manufacturer: row.manufacturer },
  assetKind: { id: row.kind_id, name: row.kind, attributes: row.definitions },
  attributes: row.attributes,
  provider:
    row.provider_id === null || row.provider_name === null
      ? null
      : { id: organizationId(row.provider_id), name: row.provider_name },
  site: row.site,
  contract: row.contract,
  offlineMeasurements: row.offline_measurements,
  configuredAt: row.configured_at,
  updatedAt: row.updated_at,
});
