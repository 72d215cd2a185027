import type { OrganizationId, PersonId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { TransferCause } from './ownership.js';

/** To whom devices go, and who says so. */
export interface TransferOrder {
  readonly to: OrganizationId;
  readonly cause: TransferCause;
  readonly byId: PersonId;
  readonly note: string | null;
  readonly at: Date;
}

/** As `TransferOrder`, perhaps by the platform itself. */
type Order = Omit<TransferOrder, 'byId'> & { readonly byId: PersonId | null };

/**
 * Makes devices another organization's, in three statements however many they are; the caller holds them.
 *
 * @param devices subquery of their ids; it must not depend on where they are installed
 * @returns how many devices
 */
export async function transfer(client: RegistryDatabase['client'], devices: Prisma.Sql, order: Order): Promise<number> {
  const { to, at } = order;
  await client.$executeRaw`
    UPDATE installation
    SET removed_at = greatest(installed_at, ${at}::timestamptz), removed_by_id = ${order.byId}::uuid
    WHERE removed_at IS NULL AND device_id IN (${devices})`;
  await client.$executeRaw`
    WITH ended AS (${endOwnerships(devices, at)})
    INSERT INTO device_ownership (id, device_id, organization_id, organization_name, cause, by_id, note, since)
    SELECT gen_random_uuid(), given.id, o.id, o.name, ${order.cause}::transfer_cause, ${order.byId}::uuid, ${order.note},
      coalesce(ended.until, ${at}::timestamptz)
    FROM (${devices}) given (id)
    CROSS JOIN organization o
    LEFT JOIN ended ON ended.device_id = given.id
    WHERE o.id = ${to}::uuid`;
  return client.$executeRaw`
    UPDATE device
    SET organization_id = ${to}::uuid, site_id = NULL, owned_since = ${at}, updated_at = ${at},
      name = CASE WHEN former.kind = 'customer' THEN device.serial_number ELSE device.name END,
      system_name = CASE WHEN former.kind = 'customer' THEN NULL ELSE device.system_name END,
      system_named_at = CASE WHEN former.kind = 'customer' THEN NULL ELSE device.system_named_at END
    FROM organization former
    WHERE former.id = device.organization_id AND device.id IN (${devices})`;
}

/** Lasts a millisecond at least, whatever another machine's clock said when it began: no two begin at one instant. */
const endOwnerships = (devices: Prisma.Sql, at: Date) => Prisma.sql`
  UPDATE device_ownership
  SET until = greatest(since + INTERVAL '1 millisecond', ${at}::timestamptz)
  WHERE until IS NULL AND device_id IN (${devices})
  RETURNING device_id, until`;

/** Begins the history of devices that are new. @param devices subquery of their ids, not in the history yet */
export async function beginOwnership(
  client: RegistryDatabase['client'],
  devices: Prisma.Sql,
  { to, cause, byId, at }: Omit<Order, 'note'> & { readonly to: OrganizationId },
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO device_ownership (id, device_id, organization_id, organization_name, cause, by_id, since)
    SELECT gen_random_uuid(), made.id, o.id, o.name, ${cause}::transfer_cause, ${byId}::uuid, ${at}
    FROM (${devices}) made (id)
    CROSS JOIN organization o
    WHERE o.id = ${to}::uuid`;
}

/** Ids as a subquery. */
export const theseDevices = (ids: readonly string[]) => Prisma.sql`SELECT unnest(${[...ids]}::uuid[])`;

/**
 * Notes where in the tree the organizations of a history stood: they are about to go, and those above them still see what
 * happened in their time.
 *
 * @param organizations subquery of their ids
 */
export async function keepOwnersPlaces(client: RegistryDatabase['client'], organizations: Prisma.Sql): Promise<void> {
  await client.$executeRaw`
    UPDATE device_ownership w
    SET organization_path = o.path
    FROM organization o
    WHERE o.id = w.organization_id AND o.id IN (${organizations})`;
}
