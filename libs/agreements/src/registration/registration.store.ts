import type { CalendarDate, MacAddress, RegistrationAvailabilityQuery, SerialNumber } from '#libs/contracts/http';
import {
  beginOwnership,
  type DeviceStore,
  deviceModels,
  type Model,
  type NewPlacedDevice,
  type StockedDevice,
  takenDeviceField,
  theseDevices,
  transfer,
  type UniqueDeviceField,
} from '#libs/devices';
import { type AssetRoom, type AssetStore, type InstallationStore, lockAssetRoom, ofThoseAbove } from '#libs/equipment';
import { type DeviceId, deviceId, type OrganizationId, type PersonId } from '#libs/kernel';
import type { SiteStore } from '#libs/sites';
import { midnight, nameOrder, Prisma, type RegistryDatabase } from '#prisma';
import type { LabeledDevice } from './availability.js';
import { DeviceTakenError } from './registration.errors.js';

/** What the one form makes in the fleet (R1-08…R1-26). */
export interface NewRegistration {
  readonly customerId: OrganizationId;
  /** As the history of the device's transfers keeps it. */
  readonly customerName: string;
  readonly registeredById: PersonId;
  readonly providerId: OrganizationId;
  readonly at: Date;
  readonly site: NewSite | null;
  readonly device: {
    readonly id: DeviceId;
    /** As it lay in the provider's stock, from where it is taken; null: it is new. */
    readonly stocked: StockedDevice | null;
    readonly serialNumber: SerialNumber;
    readonly macAddress: MacAddress;
    readonly modelId: string;
    readonly name: string;
    /** Null: the form does not say; a device from stock keeps the one it has. */
    readonly systemName: string | null;
  };
  readonly asset: {
    readonly id: string;
    readonly equipmentModelId: string;
    readonly modelNumber: string;
    readonly serialNumber: string;
    readonly shipDate: CalendarDate | null;
    readonly externalId: string | null;
    readonly warrantyBegin: CalendarDate | null;
    /** Exclusive. */
    readonly warrantyEnd: CalendarDate | null;
  };
  readonly contract: {
    readonly id: string;
    readonly startDate: CalendarDate;
    readonly endDate: CalendarDate;
    readonly leaseMonths: number;
    readonly salesOrderNumber: string | null;
    readonly serviceContractNumber: string | null;
  };
  readonly installationId: string;
}

export interface NewSite {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/**
 * What registration needs of the fleet's tables.
 *
 * What the form makes, in the registry's tables of the fleet.
 */
export class RegistrationStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly devices: DeviceStore,
    private readonly sites: SiteStore,
    private readonly assets: AssetStore,
    private readonly installations: InstallationStore,
  ) {}

  /** Names in alphabetical order. */
  deviceModels(): Promise<readonly Model[]> {
    return deviceModels(this.database);
  }

  /**
   * What is offered at these places in the tree of organizations, names in alphabetical order, each once.
   */
  equipmentModels(paths: readonly string[]): Promise<readonly Model[]> {
    return this.database.client.$queryRaw<Model[]>`
      SELECT DISTINCT ON (${nameOrder(Prisma.sql`m.name`)}) m.id, m.name
      FROM equipment_model m
      WHERE ${ofThoseAbove(paths)} AND m.retired_at IS NULL
      ORDER BY ${nameOrder(Prisma.sql`m.name`)}, m.organization_id IS NULL, m.id`;
  }

  /** Which of the two another device has. */
  async taken(serialNumber: SerialNumber, macAddress: MacAddress): Promise<readonly UniqueDeviceField[]> {
    const rows = await this.database.client.device.findMany({
      where: { OR: [{ serialNumber }, { macAddress }] },
      select: { serialNumber: true, macAddress: true },
    });
    const fields: UniqueDeviceField[] = [];
    if (rows.some((row) => row.serialNumber === serialNumber)) fields.push('serialNumber');
    if (rows.some((row) => row.macAddress === macAddress)) fields.push('macAddress');
    return fields;
  }

  /**
   * The devices that have the one or the other, two at most.
   *
   * @param paths where in the tree of organizations a stock counts
   */
  labeled(
    { serialNumber, macAddress }: RegistrationAvailabilityQuery,
    paths: readonly string[],
  ): Promise<readonly LabeledDevice[]> {
    return this.database.client.$queryRaw<LabeledDevice[]>`
      SELECT d.serial_number AS "serialNumber", d.mac_address AS "macAddress", m.name AS type,
        o.kind = 'provider' AND d.lifecycle IN ('registered', 'active')
          AND EXISTS (SELECT FROM unnest(${[...paths]}::text[]) AS stock(path) WHERE starts_with(o.path, stock.path))
          AS "isInStock"
      FROM device d
      JOIN device_model m ON m.id = d.model_id
      JOIN organization o ON o.id = d.organization_id
      WHERE d.serial_number = ${serialNumber ?? null}::text OR d.mac_address = ${macAddress ?? null}::text
      LIMIT 2`;
  }

  /** The device of this serial number and MAC address if it lies in that stock and is in use; locked. */
  async lockStocked(
    serialNumber: SerialNumber,
    macAddress: MacAddress,
    providerId: OrganizationId,
  ): Promise<StockedDevice | undefined> {
    const { client } = this.database;
    // The provider first, which the contract refers to: who takes the device back into its stock holds both in this order.
    await client.$queryRaw`SELECT o.id FROM organization o WHERE o.id = ${providerId}::uuid FOR KEY SHARE`;
    const [row] = await client.$queryRaw<{ readonly id: string }[]>`
      SELECT d.id
      FROM device d
      WHERE d.serial_number = ${serialNumber} AND d.mac_address = ${macAddress}
        AND d.organization_id = ${providerId}::uuid AND d.lifecycle IN ('registered', 'active')
      FOR UPDATE`;
    if (!row) return undefined;
    const { model, lifecycle, createdAt } = await client.device.findUniqueOrThrow({
      where: { id: row.id },
      select: { model: { select: { name: true } }, lifecycle: true, createdAt: true },
    });
    return { id: deviceId(row.id), type: model.name, lifecycle, createdAt };
  }

  lockAssetRoom(id: OrganizationId): Promise<AssetRoom> {
    return lockAssetRoom(this.database, id);
  }

  /**
   * @throws {DeviceTakenError} somebody else just took a unique field; the unit of work cannot go on after it
   */
  async add(registration: NewRegistration): Promise<void> {
    const { client } = this.database;
    const { site, device, asset, contract, customerId: organizationId, registeredById, at: createdAt } = registration;
    if (site) await this.sites.add({ ...site, timeZone: null, organizationId, createdAt });
    const siteId = site?.id ?? null;
    await this.#takeOrAddDevice(registration, siteId);
    const { providerId } = registration;
    const described = { ...asset, name: null, isMigrated: false, attributes: {}, siteId };
    await this.assets.add(
      { ...described, organizationId, providerId, linkedAt: createdAt, createdAt },
      'equipment.serialNumber',
    );
    await this.installations.add({
      id: registration.installationId,
      deviceId: device.id,
      assetId: asset.id,
      installedAt: createdAt,
      installedById: registeredById,
    });
    await client.serviceContract.create({
      data: {
        ...contract,
        startDate: midnight(contract.startDate),
        endDate: midnight(contract.endDate),
        customerId: organizationId,
        providerId,
        deviceId: device.id,
        assetId: asset.id,
        createdById: registeredById,
        createdAt,
      },
    });
  }

  async #takeOrAddDevice(registration: NewRegistration, siteId: string | null): Promise<void> {
    const { client } = this.database;
    const { customerId: organizationId, registeredById: byId, at } = registration;
    const { stocked, ...device } = registration.device;
    const order = { to: organizationId, cause: 'registered', byId, note: null, at } as const;
    const these = theseDevices([device.id]);
    if (stocked) {
      await transfer(client, these, order);
      const { id, name, systemName } = device;
      await this.devices.settle(id, { name, siteId, systemName });
      return;
    }
    await this.#addDevice({ ...device, organizationId, siteId, createdAt: at });
    await beginOwnership(client, these, order);
  }

  async #addDevice(device: NewPlacedDevice): Promise<void> {
    try {
      await this.devices.add(device);
    } catch (cause) {
      const field = takenDeviceField(cause);
      if (field === undefined) throw cause;
      throw new DeviceTakenError([[field, device[field]]], { cause });
    }
  }
}
