import type { OrganizationId, PersonId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import type { TransferCause } from './ownership-history.js';

/** To whom devices go, and who says so. */
export interface Change {
  readonly to: OrganizationId;
  readonly cause: TransferCause;
  /** Null: the platform itself. */
  readonly byId: PersonId | null;
  readonly note: string | null;
  readonly at: Date;
}

/** Ends what owners have of devices, and begins the next one's. @param devices subquery of their ids */
export async function passOwnership(
  client: RegistryDatabase['client'],
  devices: Prisma.Sql,
  { to, cause, byId, note, at }: Change,
): Promise<void> {
  await client.$executeRaw`
    WITH ended AS (${endOwnerships(devices, at)})
    INSERT INTO device_ownership (id, device_id, organization_id, organization_name, cause, by_id, note, since)
    SELECT gen_random_uuid(), given.id, o.id, o.name, ${cause}::transfer_cause, ${byId}::uuid, ${note},
      coalesce(ended.until, ${at}::timestamptz)
    FROM (${devices}) given (id)
    CROSS JOIN organization o
    LEFT JOIN ended ON ended.device_id = given.id
    WHERE o.id = ${to}::uuid`;
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
  { to, cause, byId, at }: Omit<Change, 'note'>,
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
