import type { AssetQuery, AttributeDefinition, CalendarDate } from '#libs/contracts/http';
import type { ConnectivityState } from '#libs/devices';
import type { DeviceId, OrganizationId } from '#libs/kernel';
import type { AttributeValues } from '../assets/asset-attributes.js';

/** new: entered by the provider; proposed to the customer; linked: the customer has it; connected: its device is. */
export type AssetConnection = 'new' | 'proposed' | 'linked' | 'connected';

/** A machine as lists show it; days as `2026-11-21`. */
export interface ListedAsset {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly name: string | null;
  readonly model: string;
  readonly kind: string;
  readonly modelNumber: string;
  readonly serialNumber: string;
  readonly externalId: string | null;
  readonly shipDate: string | null;
  readonly warrantyBegin: CalendarDate | null;
  /** Exclusive. */
  readonly warrantyEnd: CalendarDate | null;
  readonly isMigrated: boolean;
  readonly siteId: string | null;
  readonly connection: AssetConnection;
  /** On it now, the one that was put there first at the head. */
  readonly devices: readonly {
    readonly id: DeviceId;
    readonly serialNumber: string;
    readonly name: string;
    readonly connectivity: ConnectivityState;
  }[];
  readonly linkedAt: Date | null;
  readonly createdAt: Date;
}

/** A machine as its own page shows it. */
export interface AssetDetails extends ListedAsset {
  readonly equipmentModel: { readonly id: string; readonly name: string; readonly manufacturer: string | null };
  readonly assetKind: {
    readonly id: string;
    readonly name: string;
    readonly attributes: readonly AttributeDefinition[];
  };
  readonly attributes: AttributeValues;
  /** That entered it; null: the customer itself. */
  readonly provider: { readonly id: OrganizationId; readonly name: string } | null;
  readonly site: {
    readonly id: string;
    readonly name: string;
    readonly address: string | null;
    readonly lat: number | null;
    readonly lon: number | null;
  } | null;
  /** The latest one; the end is exclusive. */
  readonly contract: {
    readonly id: string;
    readonly startDate: string;
    readonly endDate: string;
    readonly leaseMonths: number;
  } | null;
  readonly offlineMeasurements: number;
  readonly configuredAt: Date | null;
  readonly updatedAt: Date;
}

/** Which assets are wanted, and from where on. */
export type AssetSelection = AssetQuery;

export interface AssetPage {
  readonly assets: readonly ListedAsset[];
  /** The place behind the last one; `undefined` on the last page. */
  readonly next: NonNullable<AssetQuery['cursor']> | undefined;
}
