import type { CalendarDate, MacAddress, SerialNumber } from '#libs/contracts';
import { newUuid, type OrganizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { type Model, type NewRegistration, RegistrationStore, type UniqueDeviceField } from '../ports.js';
import { DeviceTakenError } from '../registration-errors.js';

/** Which field a unique constraint of the table `device` is about. */
const uniqueConstraints: ReadonlyMap<string, UniqueDeviceField> = new Map([
  ['device_serial_number_key', 'serialNumber'],
  ['device_mac_address_key', 'macAddress'],
]);

/** What the form makes, in the registry's tables of the fleet. */
export class PrismaRegistrationStore extends RegistrationStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override deviceModels(): Promise<readonly Model[]> {
    return this.database.client.deviceModel.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
  }

  override equipmentModels(): Promise<readonly Model[]> {
    return this.database.client.equipmentModel.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
  }

  override async taken(serialNumber: SerialNumber, macAddress: MacAddress): Promise<readonly UniqueDeviceField[]> {
    const rows = await this.database.client.device.findMany({
      where: { OR: [{ serialNumber }, { macAddress }] },
      select: { serialNumber: true, macAddress: true },
    });
    const fields: UniqueDeviceField[] = [];
    if (rows.some((row) => row.serialNumber === serialNumber)) fields.push('serialNumber');
    if (rows.some((row) => row.macAddress === macAddress)) fields.push('macAddress');
    return fields;
  }

  override async lockAndCountAssets(id: OrganizationId): Promise<number> {
    const { client } = this.database;
    await client.$queryRaw`SELECT id FROM organization WHERE id = ${id}::uuid FOR UPDATE`;
    return client.asset.count({ where: { organizationId: id } });
  }

  override async add(registration: NewRegistration): Promise<void> {
    const { client } = this.database;
    const { site, device, asset, contract, customerId: organizationId, registeredById, at: createdAt } = registration;
    if (site) await client.site.create({ data: { ...site, organizationId, createdAt, updatedAt: createdAt } });
    const siteId = site?.id ?? null;
    await this.#addDevice({ ...device, organizationId, siteId, createdAt, updatedAt: createdAt });
    await client.deviceOwnership.create({
      data: {
        id: newUuid(createdAt),
        deviceId: device.id,
        organizationId,
        organizationName: registration.customerName,
        cause: 'registered',
        byId: registeredById,
        since: createdAt,
      },
    });
    await client.asset.create({
      data: {
        ...asset,
        organizationId,
        providerId: registration.providerId,
        siteId,
        linkedAt: createdAt,
        createdAt,
        updatedAt: createdAt,
        shipDate: asset.shipDate && midnight(asset.shipDate),
      },
    });
    await client.installation.create({
      data: {
        id: registration.installationId,
        deviceId: device.id,
        assetId: asset.id,
        installedAt: createdAt,
        installedById: registeredById,
      },
    });
    await client.serviceContract.create({
      data: {
        ...contract,
        startDate: midnight(contract.startDate),
        endDate: midnight(contract.endDate),
        customerId: organizationId,
        providerId: registration.providerId,
        deviceId: device.id,
        assetId: asset.id,
        createdById: registeredById,
        createdAt,
      },
    });
  }

  async #addDevice(data: Prisma.DeviceUncheckedCreateInput): Promise<void> {
    try {
      await this.database.client.device.create({ data });
    } catch (cause) {
      const field = takenField(cause);
      if (field === undefined) throw cause;
      throw new DeviceTakenError([[field, data[field]]], { cause });
    }
  }
}

/** The form of a day that Prisma binds to a column of type date. */
const midnight = (date: CalendarDate) => new Date(`${date}T00:00:00.000Z`);

/** The field whose unique constraint was violated; `undefined` for every other failure. */
function takenField(cause: unknown): UniqueDeviceField | undefined {
  if (!(cause instanceof Prisma.PrismaClientKnownRequestError) || cause.code !== 'P2002') return undefined;
  const violation = cause.meta as { driverAdapterError?: { cause?: { constraint?: { index?: string } } } } | undefined;
  return uniqueConstraints.get(violation?.driverAdapterError?.cause?.constraint?.index ?? '');
}
