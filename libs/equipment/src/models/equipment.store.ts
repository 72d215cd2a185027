import type { AttributeDefinition } from '#libs/contracts/http';
import { organizationId } from '#libs/kernel';
import { nameOrder, Prisma, type RegistryDatabase, violatesUnique } from '#prisma';
import { EquipmentNameTakenError } from './equipment.errors.js';
import type { AssetKind, EquipmentModel, EquipmentSelection, EquipmentView } from './equipment.js';
import { ofThoseAbove, seenFrom } from './equipment-scope.query.js';

interface KindRow {
  readonly id: string;
  readonly organization_id: string | null;
  readonly path: string | null;
  readonly name: string;
  readonly attributes: AttributeDefinition[];
  readonly created_at: Date;
}

interface ModelRow extends KindRow {
  readonly manufacturer: string | null;
  readonly kind_id: string;
  readonly kind_name: string;
  readonly retired_at: Date | null;
}

const kindColumns = Prisma.sql`m.id, m.organization_id, o.path, m.name, m.attributes, m.created_at`;
const kindTables = Prisma.sql`asset_kind m LEFT JOIN organization o ON o.id = m.organization_id`;
const modelColumns = Prisma.sql`
  m.id, m.organization_id, o.path, m.name, k.attributes, m.created_at, m.manufacturer, m.kind_id, k.name AS kind_name,
  m.retired_at`;
const modelTables = Prisma.sql`
  equipment_model m
  JOIN asset_kind k ON k.id = m.kind_id
  LEFT JOIN organization o ON o.id = m.organization_id`;

const modelOrder = nameOrder(Prisma.sql`m.name`);

/** Lists are by name, then id. */
function pageOf({ after, limit }: EquipmentSelection): Prisma.Sql {
  const behind = after
    ? Prisma.sql`AND (${modelOrder}, m.id) > (${nameOrder(Prisma.sql`${after[0]}::text`)}, ${after[1]}::uuid)`
    : Prisma.empty;
  return Prisma.sql`${behind} ORDER BY ${modelOrder}, m.id LIMIT ${limit}`;
}

/**
 * Kinds and models of equipment, as they are stored.
 *
 * Kinds and models of equipment in the registry's tables.
 */
export class EquipmentStore {
  constructor(private readonly database: RegistryDatabase) {}

  async kinds(view: EquipmentView, selection: EquipmentSelection): Promise<readonly AssetKind[]> {
    const rows = await this.database.client.$queryRaw<KindRow[]>`
      SELECT ${kindColumns} FROM ${kindTables} WHERE ${seenFrom(view.paths)} ${pageOf(selection)}`;
    return rows.map(kindFrom);
  }

  async models(view: EquipmentView, selection: EquipmentSelection): Promise<readonly EquipmentModel[]> {
    const { kindId = null, retired = null } = selection;
    const rows = await this.database.client.$queryRaw<ModelRow[]>`
      SELECT ${modelColumns}
      FROM ${modelTables}
      WHERE ${seenFrom(view.paths)}
        AND (${kindId}::uuid IS NULL OR m.kind_id = ${kindId}::uuid)
        AND (${retired}::boolean IS NULL OR (m.retired_at IS NOT NULL) = ${retired}::boolean)
        ${pageOf(selection)}`;
    return rows.map(modelFrom);
  }

  async findKind(view: EquipmentView, id: string): Promise<AssetKind | undefined> {
    const [row] = await this.database.client.$queryRaw<KindRow[]>`
      SELECT ${kindColumns} FROM ${kindTables} WHERE m.id = ${id}::uuid AND ${seenFrom(view.paths)}`;
    return row && kindFrom(row);
  }

  async findModel(view: EquipmentView, id: string): Promise<EquipmentModel | undefined> {
    const [row] = await this.database.client.$queryRaw<ModelRow[]>`
      SELECT ${modelColumns} FROM ${modelTables} WHERE m.id = ${id}::uuid AND ${seenFrom(view.paths)}`;
    return row && modelFrom(row);
  }

  /** Others that lock the same kind or model wait until this unit of work ends. */
  async lock(what: 'asset_kind' | 'equipment_model', id: string): Promise<void> {
    const { client } = this.database;
    if (what === 'asset_kind') await client.$queryRaw`SELECT id FROM asset_kind WHERE id = ${id}::uuid FOR UPDATE`;
    else await client.$queryRaw`SELECT id FROM equipment_model WHERE id = ${id}::uuid FOR UPDATE`;
  }

  /**
   * What equipment at this place in the tree can be of: the platform's own and those of whoever is above; not retired.
   */
  async offered(path: string): Promise<readonly EquipmentModel[]> {
    const rows = await this.database.client.$queryRaw<ModelRow[]>`
      SELECT ${modelColumns}
      FROM ${modelTables}
      WHERE ${ofThoseAbove([path])} AND m.retired_at IS NULL
      ORDER BY ${modelOrder}, m.id`;
    return rows.map(modelFrom);
  }

  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  async addKind({ id, owner, name, attributes, createdAt }: AssetKind): Promise<void> {
    await named('kind of equipment', name, () =>
      this.database.client.assetKind.create({
        data: { id, organizationId: owner?.id ?? null, name, attributes: jsonOf(attributes), createdAt },
      }),
    );
  }

  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  async changeKind(id: string, { name, attributes }: Pick<AssetKind, 'name' | 'attributes'>): Promise<void> {
    await named('kind of equipment', name, () =>
      this.database.client.assetKind.update({ where: { id }, data: { name, attributes: jsonOf(attributes) } }),
    );
  }

  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  async addModel({ id, owner, name, manufacturer, kind, createdAt }: EquipmentModel): Promise<void> {
    await named('equipment model', name, () =>
      this.database.client.equipmentModel.create({
        data: { id, organizationId: owner?.id ?? null, name, manufacturer, kindId: kind.id, createdAt },
      }),
    );
  }

  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  async changeModel(
    id: string,
    { name, manufacturer, retiredAt }: Pick<EquipmentModel, 'name' | 'manufacturer' | 'retiredAt'>,
  ): Promise<void> {
    await named('equipment model', name, () =>
      this.database.client.equipmentModel.update({ where: { id }, data: { name, manufacturer, retiredAt } }),
    );
  }
}

const nameIndexes = [
  'asset_kind_name',
  'asset_kind_organization_name',
  'equipment_model_name',
  'equipment_model_organization_name',
];

async function named(
  what: 'kind of equipment' | 'equipment model',
  name: string,
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (violatesUnique(cause, ...nameIndexes)) throw new EquipmentNameTakenError(what, name, { cause });
    throw cause;
  }
}

/** Definitions hold nothing that JSON cannot; a field that is absent stays absent. */
const jsonOf = (attributes: readonly AttributeDefinition[]) =>
  JSON.parse(JSON.stringify(attributes)) as Prisma.InputJsonArray;

const ownerOf = (row: KindRow) =>
  row.organization_id === null || row.path === null
    ? null
    : { id: organizationId(row.organization_id), path: row.path };

const kindFrom = (row: KindRow): AssetKind => ({
  id: row.id,
  owner: ownerOf(row),
  name: row.name,
  attributes: row.attributes,
  createdAt: row.created_at,
});

const modelFrom = (row: ModelRow): EquipmentModel => ({
  id: row.id,
  owner: ownerOf(row),
  name: row.name,
  manufacturer: row.manufacturer,
  kind: { id: row.kind_id, name: row.kind_name, attributes: row.attributes },
  createdAt: row.created_at,
  retiredAt: row.retired_at,
});
