import type { DecimalSign } from '#libs/contracts/http';
import { AssetLimitError, type EquipmentModel, type EquipmentStore } from '#libs/equipment';
import { type Actor, may, type Organization, requireMay } from '#libs/identity';
import { ImportPlaceError } from '../engine/import.errors.js';
import type { RowCells } from '../engine/import-columns.js';
import type { RowProblem } from '../engine/import-job.js';
import { bad, ImportSubject, type Plan, type Read, type RowKeys, type Situation } from '../engine/import-subject.js';
import {
  type AssetEffect,
  AssetImportStore,
  type AssetNumbers,
  type AssetOwner,
  type OwnerRoom,
} from './asset-import.store.js';
import {
  type AssetOfModel,
  type AssetRow,
  assetColumns,
  compareAsset,
  type ExistingAsset,
  readAssetRow,
} from './asset-rows.js';

/** A row with the customer and the model it names. */
interface Resolved extends AssetOfModel {
  readonly owner: AssetOwner;
}

const keyOf = ({ ownerId, modelNumber, serialNumber }: AssetNumbers) =>
  JSON.stringify([ownerId, modelNumber, serialNumber]);
const numbersOf = ({ owner, modelNumber, row }: Resolved): AssetNumbers => ({
  ownerId: owner.id,
  modelNumber,
  serialNumber: row.serialNumber,
});

/** Machines of customers, with the limits of these (R0-17…R0-19). */
export class AssetsImport extends ImportSubject<AssetRow, AssetEffect> {
  override readonly kind = 'assets';
  override readonly columns = assetColumns;
  override readonly hasUniqueSecondKey = false;

  constructor(
    private readonly store: AssetImportStore,
    private readonly equipment: EquipmentStore,
  ) {
    super();
  }

  override require(actor: Actor, organization: Organization): void {
    requireMay(actor, 'asset.create', organization);
    if (organization.kind === 'operator') throw new ImportPlaceError(this.kind, 'operator', 'provider or customer');
  }

  override read(cells: RowCells, sign: DecimalSign): Read<AssetRow> {
    return readAssetRow(cells, sign);
  }

  override keysOf({ customer, model, modelNumber, serialNumber }: AssetRow): RowKeys {
    const key = JSON.stringify([customer?.toLowerCase() ?? '', modelNumber ?? model, serialNumber]);
    return { key, secondKey: null };
  }

  override async plan(situation: Situation, wanted: readonly AssetRow[]): Promise<readonly Plan<AssetEffect>[]> {
    const resolved = await this.#resolve(situation, wanted);
    const good = resolved.flatMap((row) => ('problem' in row ? [] : [row]));
    const owners = [...new Set(good.map(({ owner }) => owner.id))];
    const rooms = new Map(await this.store.rooms(owners, situation.jobId, situation.isApplying));
    const existing = new Map(
      (await this.store.find(good.map(numbersOf), situation.isApplying)).map((asset) => [keyOf(asset), asset]),
    );
    const seen = new Set<string>();
    return resolved.map((row) => {
      if ('problem' in row) return { verdict: bad(row.problem) };
      const key = keyOf(numbersOf(row));
      if (seen.has(key)) return { verdict: bad(repeated) };
      seen.add(key);
      return planOne(situation, row, existing.get(key), rooms);
    });
  }

  override write(situation: Situation, effects: readonly AssetEffect[]): Promise<void> {
    return this.store.write(situation, effects);
  }

  async #resolve(
    { organization }: Situation,
    wanted: readonly AssetRow[],
  ): Promise<readonly (Resolved | { readonly problem: RowProblem })[]> {
    const names = [...new Set(wanted.flatMap(({ customer }) => customer ?? []))];
    const owners = await this.store.owners(organization, names);
    const models = await this.equipment.offered(organization.path);
    return wanted.map((row) => {
      const owner = ownerOf(row, organization, owners);
      if ('problem' in owner) return owner;
      const model = modelOf(row, models);
      if (!model) {
        const known = models.map(({ name }) => `"${name}"`).join(', ');
        return {
          problem: { column: 'model', message: `There is no equipment model "${row.model}"; known: ${known}.` },
        };
      }
      return { row, owner, model, modelNumber: row.modelNumber ?? model.name };
    });
  }
}

const repeated: RowProblem = {
  column: null,
  message: 'An earlier row of the file is about the same; leave one of the two.',
};

function ownerOf(
  { customer }: AssetRow,
  organization: Organization,
  owners: readonly AssetOwner[],
): AssetOwner | { readonly problem: RowProblem } {
  if (customer === undefined) {
    if (organization.kind === 'customer') return organization;
    return {
      problem: { column: 'customer', message: 'must name a customer, or its id, unless the import is into one' },
    };
  }
  const wanted = customer.toLowerCase();
  const [owner, another] = owners.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  // Word for word the same for one that is hidden and one that is not there.
  if (!owner) return { problem: { column: 'customer', message: `There is no customer "${customer}" here.` } };
  if (!another) return owner;
  return {
    problem: { column: 'customer', message: `Several customers are called "${customer}"; give the id of one.` },
  };
}

const modelOf = ({ model }: AssetRow, models: readonly EquipmentModel[]) =>
  models.find(({ name }) => name.toLowerCase() === model.toLowerCase());

function planOne(
  { actor }: Situation,
  row: Resolved,
  existing: ExistingAsset | undefined,
  rooms: Map<string, OwnerRoom>,
): Plan<AssetEffect> {
  const { verdict, details } = compareAsset(row, existing);
  const { owner } = row;
  const place = { path: owner.path, delegatesCertificates: false };
  if (!details || verdict.outcome === 'unchanged') return { verdict };
  if (existing) {
    if (may(actor, 'asset.edit', place)) return { verdict, effect: { change: details, id: existing.id } };
    return { verdict: bad({ column: null, message: 'You may not change the asset, which is there already.' }) };
  }
  if (!may(actor, 'asset.create', place))
    return { verdict: bad({ column: null, message: `You may not enter assets of "${owner.name}".` }) };
  const room = rooms.get(owner.id);
  if (room && room.assets >= room.limit) {
    const { message } = new AssetLimitError(owner.id, room.assets, room.limit);
    return { verdict: bad({ column: null, message }) };
  }
  if (room) rooms.set(owner.id, { ...room, assets: room.assets + 1 });
  const asCustomer = { ...actor, memberships: actor.memberships.filter(({ kind }) => kind === 'customer') };
  const effect: AssetEffect = { make: details, owner, isOwn: may(asCustomer, 'asset.create', place) };
  return { verdict: named(verdict, owner), effect, secondKey: owner.id };
}

const named = (verdict: Plan<AssetEffect>['verdict'], owner: AssetOwner) => ({
  ...verdict,
  difference: { customer: [null, owner.name] as const, ...verdict.difference },
});
