import type { OrganizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase, violatedUnique } from '#prisma';

type Client = RegistryDatabase['client'];

/** Fields of a device that no two devices share. */
export type UniqueDeviceField = 'serialNumber' | 'macAddress';

/** A device as it is made. */
export interface NewDeviceRow {
  readonly id: string;
  readonly serialNumber: string;
  readonly macAddress: string;
  readonly modelId: string;
  readonly name: string;
}

/** Which field a unique constraint of the table `device` is about. */
const uniqueConstraints: ReadonlyMap<string, UniqueDeviceField> = new Map([
  ['device_serial_number_key', 'serialNumber'],
  ['device_mac_address_key', 'macAddress'],
]);

/** The field of which a failed statement says that another device has it. */
export const takenDeviceField = (failure: unknown): UniqueDeviceField | undefined =>
  uniqueConstraints.get(violatedUnique(failure) ?? '');

/**
 * Makes devices of which nobody has serial number or MAC address; others stay as they are. Waits for whoever is making the
 * same ones. Their history begins with `beginOwnership`.
 *
 * @returns the ids of those that were made
 */
export async function addDevices(
  client: Client,
  devices: readonly NewDeviceRow[],
  to: OrganizationId,
  at: Date,
): Promise<readonly string[]> {
  // In one order, so that two requests with the same devices wait for each other and not in a circle.
  const rows = await client.$queryRaw<{ readonly id: string }[]>`
    INSERT INTO device (id, serial_number, mac_address, model_id, organization_id, name, created_at, updated_at)
    SELECT made.id, made.serial_number, made.mac_address, made.model_id, ${to}::uuid, made.name, ${at}::timestamptz,
      ${at}::timestamptz
    FROM unnest(
      ${devices.map(({ id }) => id)}::uuid[],
      ${devices.map(({ serialNumber }) => serialNumber)}::text[],
      ${devices.map(({ macAddress }) => macAddress)}::text[],
      ${devices.map(({ modelId }) => modelId)}::uuid[],
      ${devices.map(({ name }) => name)}::text[]
    ) AS made (id, serial_number, mac_address, model_id, name)
    ORDER BY made.serial_number
    ON CONFLICT DO NOTHING
    RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Gives devices names; those that have them already stay untouched. */
export async function renameDevices(
  client: Client,
  names: readonly { readonly id: string; readonly name: string }[],
  at: Date,
): Promise<void> {
  await client.$executeRaw`
    UPDATE device
    SET name = named.name, updated_at = ${at}::timestamptz
    FROM unnest(${names.map(({ id }) => id)}::uuid[], ${names.map(({ name }) => name)}::text[]) AS named (id, name)
    WHERE device.id = named.id AND device.name <> named.name`;
}

/** Says where devices stand. @param devices subquery of their ids */
export async function placeDevices(client: Client, devices: Prisma.Sql, siteId: string, at: Date): Promise<void> {
  await client.$executeRaw`
    UPDATE device SET site_id = ${siteId}::uuid, updated_at = ${at}::timestamptz WHERE id IN (${devices})`;
}

/** Devices of a site that is about to go stand nowhere. @returns how many */
export async function takeDevicesFromSite(client: Client, siteId: string): Promise<number> {
  // In the order in which devices are locked elsewhere; the foreign key would take them in any.
  await client.$queryRaw`SELECT d.id FROM device d WHERE d.site_id = ${siteId}::uuid ORDER BY d.id FOR UPDATE`;
  return client.$executeRaw`UPDATE device SET site_id = NULL WHERE site_id = ${siteId}::uuid`;
}
