import type { AttributeDefinition } from '#libs/contracts';
import type { OrganizationId } from '#libs/kernel';

/** The provider a kind or model belongs to. */
export interface EquipmentOwner {
  readonly id: OrganizationId;
  readonly path: string;
}

/** What equipment is, with the attributes it has. */
export interface AssetKind {
  readonly id: string;
  /** Null: the platform's own. */
  readonly owner: EquipmentOwner | null;
  readonly name: string;
  readonly attributes: readonly AttributeDefinition[];
  readonly createdAt: Date;
}

/** A model of equipment (R1-18). */
export interface EquipmentModel {
  readonly id: string;
  /** Null: the platform's own. */
  readonly owner: EquipmentOwner | null;
  readonly name: string;
  readonly manufacturer: string | null;
  readonly kind: Pick<AssetKind, 'id' | 'name' | 'attributes'>;
  readonly createdAt: Date;
  /** Since when it is offered no more. */
  readonly retiredAt: Date | null;
}

/** For whom kinds and models are looked up: those of the platform, of whoever is above, and of whoever is below. */
export interface EquipmentView {
  readonly paths: readonly string[];
}

/** A page by name, then id. */
export interface EquipmentSelection {
  readonly limit: number;
  readonly after: readonly [name: string, id: string] | undefined;
  readonly kindId?: string | undefined;
  readonly retired?: boolean | undefined;
}

/** Kinds and models of equipment, as they are stored. */
export abstract class EquipmentStore {
  abstract kinds(view: EquipmentView, selection: EquipmentSelection): Promise<readonly AssetKind[]>;
  abstract models(view: EquipmentView, selection: EquipmentSelection): Promise<readonly EquipmentModel[]>;
  abstract findKind(view: EquipmentView, id: string): Promise<AssetKind | undefined>;
  abstract findModel(view: EquipmentView, id: string): Promise<EquipmentModel | undefined>;
  /** Others that lock the same kind or model wait until this unit of work ends. */
  abstract lock(what: 'asset_kind' | 'equipment_model', id: string): Promise<void>;
  /** What equipment at this place in the tree can be of: the platform's own and those of whoever is above; not retired. */
  abstract offered(path: string): Promise<readonly EquipmentModel[]>;
  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  abstract addKind(kind: AssetKind): Promise<void>;
  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  abstract changeKind(id: string, fields: Pick<AssetKind, 'name' | 'attributes'>): Promise<void>;
  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  abstract addModel(model: EquipmentModel): Promise<void>;
  /** @throws {EquipmentNameTakenError} the unit of work cannot go on after it */
  abstract changeModel(id: string, fields: Pick<EquipmentModel, 'name' | 'manufacturer' | 'retiredAt'>): Promise<void>;
}
