import { addAssets, changeAssets } from '#libs/equipment';
import { type Organization, providerIn } from '#libs/identity';
import { newUuid, type OrganizationId, organizationId } from '#libs/kernel';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';
import { BatchOutdatedError, type Situation } from '../engine/import-subject.js';
import { type AssetDetails, dayOf, type ExistingAsset } from './asset-rows.js';

/** A customer whose machines a file names. */
export interface AssetOwner {
  readonly id: OrganizationId;
  readonly name: string;
  readonly path: string;
}

/** How many machines a customer may have, and has: those that the file makes before this batch are among them. */
export interface OwnerRoom {
  readonly limit: number;
  readonly assets: number;
}

/** What identifies a machine of a customer. */
export interface AssetNumbers {
  readonly ownerId: string;
  readonly modelNumber: string;
  readonly serialNumber: string;
}

export type AssetEffect =
  | { readonly make: AssetDetails; readonly owner: AssetOwner; readonly isOwn: boolean }
  | { readonly change: AssetDetails; readonly id: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface AssetRecord extends Omit<ExistingAsset, 'shipDate' | 'warrantyBegin' | 'warrantyEnd'> {
  readonly ownerId: string;
  readonly shipDate: Date | null;
  readonly warrantyBegin: Date | null;
  readonly warrantyEnd: Date | null;
}

type Make = Extract<AssetEffect, { readonly make: unknown }>;
type Change = Extract<AssetEffect, { readonly change: unknown }>;

/**
 * Machines as an import looks for them and writes them.
 *
 * Machines in the registry's table `asset`, a batch a statement.
 */
export class AssetImportStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Customers below the organization, or itself, that have one of these names, in any case, or ids. */
  async owners({ path }: Organization, namesOrIds: readonly string[]): Promise<readonly AssetOwner[]> {
    if (namesOrIds.length === 0) return [];
    const ids = namesOrIds.map((text) => text.toLowerCase()).filter((text) => UUID.test(text));
    const rows = await this.database.client.$queryRaw<AssetOwner[]>`
      SELECT id, name, path
      FROM organization
      WHERE (id = ANY (${ids}::uuid[])
             OR lower(name) IN (SELECT lower(wanted.name) FROM unnest(${[...namesOrIds]}::text[]) AS wanted (name)))
        AND kind = 'customer' AND path >= ${path} AND path < ${path + AFTER_ANY}`;
    return rows.map((row) => ({ ...row, id: organizationId(row.id) }));
  }

  /** Of customers that have a limit. @param isApplying locks them first, in the order of their ids */
  async rooms(owners: readonly OrganizationId[], jobId: string, isApplying: boolean) {
    const { client } = this.database;
    if (isApplying)
      await client.$executeRaw`
        SELECT id FROM organization WHERE id = ANY (${[...owners]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
    // What earlier batches of the file would make counts while they are only looked at; later they are there.
    const rows = await client.$queryRaw<(OwnerRoom & { readonly id: string })[]>`
      SELECT o.id, o.asset_limit AS "limit",
             (SELECT coalesce(sum(c.change), 0) FROM fleet_count c
              WHERE c.organization_id = o.id AND c.facet = 'assets' AND c.value = 'total')::int
             + CASE WHEN ${isApplying} THEN 0
                    ELSE (SELECT count(*) FROM import_row r
                          WHERE r.job_id = ${jobId}::uuid AND r.second_key = o.id::text AND r.outcome = 'create')::int
               END AS assets
      FROM organization o
      WHERE o.id = ANY (${[...owners]}::uuid[]) AND o.asset_limit IS NOT NULL`;
    return new Map(rows.map(({ id, limit, assets }) => [id, { limit, assets }]));
  }

  /** Those with these numbers; locked in the order of their ids if they are to be written. */
  async find(wanted: readonly AssetNumbers[], lock: boolean) {
    const { client } = this.database;
    // A search in the index for each row, whatever statistics say about how many there are.
    const ids = await client.$queryRaw<{ readonly id: string }[]>`
      SELECT found.id
      FROM unnest(${wanted.map(({ ownerId }) => ownerId)}::uuid[],
                  ${wanted.map(({ modelNumber }) => modelNumber)}::text[],
                  ${wanted.map(({ serialNumber }) => serialNumber)}::text[]) AS w (owner, model_number, serial_number)
      CROSS JOIN LATERAL (
        SELECT a.id FROM asset a
        WHERE a.organization_id = w.owner AND a.model_number = w.model_number AND a.serial_number = w.serial_number
        OFFSET 0
      ) found`;
    const rows = await client.$queryRaw<AssetRecord[]>`
      SELECT a.id, a.organization_id AS "ownerId", m.name AS model, a.equipment_model_id AS "equipmentModelId",
             a.model_number AS "modelNumber", a.serial_number AS "serialNumber", a.name, a.external_id AS "externalId",
             a.ship_date AS "shipDate", a.warranty_begin AS "warrantyBegin", a.warranty_end AS "warrantyEnd",
             a.is_migrated AS "isMigrated", a.attributes
      FROM asset a
      JOIN equipment_model m ON m.id = a.equipment_model_id
      WHERE a.id = ANY (${ids.map(({ id }) => id)}::uuid[])
      ORDER BY a.id
      ${lock ? Prisma.sql`FOR NO KEY UPDATE OF a` : Prisma.empty}`;
    return rows.map(({ shipDate, warrantyBegin, warrantyEnd, ...asset }) => ({
      ...asset,
      shipDate: dayOf(shipDate),
      warrantyBegin: dayOf(warrantyBegin),
      warrantyEnd: dayOf(warrantyEnd),
    }));
  }

  /** @throws {BatchOutdatedError} a number was taken meanwhile */
  async write(situation: Situation, effects: readonly AssetEffect[]): Promise<void> {
    const made = effects.flatMap((effect) => ('make' in effect ? [effect] : []));
    const changed = effects.flatMap((effect) => ('change' in effect ? [effect] : []));
    if (made.length > 0) await this.#make(situation, made);
    if (changed.length > 0) await this.#change(situation, changed);
  }

  async #make({ at }: Situation, made: readonly Make[]): Promise<void> {
    const assets = made.map(({ make, owner, isOwn }) => ({
      ...make,
      id: newUuid(at),
      organizationId: owner.id,
      providerId: isOwn ? null : (providerIn(owner.path) ?? null),
      linkedAt: isOwn ? at : null,
    }));
    const count = await addAssets(this.database.client, assets, at);
    if (count < made.length) throw new BatchOutdatedError('Numbers of an asset were taken meanwhile.');
  }

  async #change({ at }: Situation, changed: readonly Change[]): Promise<void> {
    const assets = changed.map(({ id, change }) => ({ ...change, id }));
    await changeAssets(this.database.client, assets, at);
  }
}
