import type { AttributeDefinition } from '#libs/contracts/http';
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
