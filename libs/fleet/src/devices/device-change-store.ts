import type { DeviceId, OrganizationId } from '#libs/kernel';

/** What people write at a device. */
export interface DeviceFields {
  readonly name: string;
  /** As it was typed; null: nobody typed one. */
  readonly systemName: string | null;
  readonly siteId: string | null;
}

/** What changing a device needs of the fleet's tables. */
export abstract class DeviceChangeStore {
  /** Whose a site is; it is not deleted before the unit of work ends. */
  abstract holdSite(siteId: string): Promise<OrganizationId | undefined>;
  abstract fieldsOf(id: DeviceId): Promise<DeviceFields>;
  /** What is absent stays. */
  abstract change(id: DeviceId, fields: Partial<DeviceFields>, at: Date): Promise<void>;
}
