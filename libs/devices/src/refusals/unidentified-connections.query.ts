import type { RefusedConnection } from '#libs/certificates';
import type { DeviceId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';

/** Which refusals of clients that proved to be no device are looked at. */
export interface UnidentifiedScope {
  /** Subtrees: what names their devices is seen. */
  readonly paths: readonly string[];
  /** Whether what names nobody's device is seen too, and all that names one, whoever had it then. */
  readonly everything: boolean;
}

export interface UnidentifiedSelection {
  readonly limit: number;
  /** Id of the last one seen. */
  readonly before: string | undefined;
  readonly cause: string | undefined;
  /** Inclusive. */
  readonly from: Date | undefined;
  /** Exclusive. */
  readonly to: Date | undefined;
  /** Only what names this device. */
  readonly deviceId: DeviceId | undefined;
}

/** A refusal of a client that proved to be no device. */
export interface UnidentifiedConnection extends RefusedConnection {
  /** The device it names; null: none of ours, or one that is gone. */
  readonly namedDeviceId: string | null;
  readonly namedDeviceSerialNumber: string | null;
  /** certificate, device-id, serial-number, mac-address or remote-address. */
  readonly namedBy: string | null;
}

interface Row extends Omit<UnidentifiedConnection, 'id' | 'fingerprintSha256'> {
  readonly id: bigint;
  readonly fingerprintSha256: Uint8Array | null;
}

/**
 * Whose device it was at that time: of hand-overs that follow each other without a gap, the first that had not ended then;
 * what was before the first hand-over is the first owner's.
 */
const pathAtThatTime = Prisma.sql`coalesce((
  SELECT coalesce(had.path, past.organization_path)
  FROM device_ownership past
  LEFT JOIN organization had ON had.id = past.organization_id
  WHERE past.device_id = d.id AND (past.until IS NULL OR past.until > a.at)
  ORDER BY past.since
  LIMIT 1), owner.path)`;

const visibleTo = ({ paths }: UnidentifiedScope) => Prisma.sql`
  a.named_device_id IS NOT NULL
  AND EXISTS (SELECT FROM unnest(${[...paths]}::text[]) AS scope(path) WHERE starts_with(owner.path, scope.path))
  AND EXISTS (SELECT FROM unnest(${[...paths]}::text[]) AS scope(path) WHERE starts_with(${pathAtThatTime}, scope.path))`;

/** One page, newest first. Who sees named devices alone sees those that are theirs now, for the times in which they were. */
export async function readUnidentifiedConnections(
  database: RegistryDatabase,
  scope: UnidentifiedScope,
  { limit, before, cause, from, to, deviceId }: UnidentifiedSelection,
): Promise<readonly UnidentifiedConnection[]> {
  const conditions = [Prisma.sql`a.device_id IS NULL`];
  if (!scope.everything) conditions.push(visibleTo(scope));
  if (before !== undefined) conditions.push(Prisma.sql`a.id < ${BigInt(before)}`);
  if (cause !== undefined) conditions.push(Prisma.sql`a.cause = ${cause}`);
  if (from !== undefined) conditions.push(Prisma.sql`a.at >= ${from}::timestamptz`);
  if (to !== undefined) conditions.push(Prisma.sql`a.at < ${to}::timestamptz`);
  if (deviceId !== undefined) conditions.push(Prisma.sql`a.named_device_id = ${deviceId}::uuid`);
  const rows = await database.client.$queryRaw<Row[]>`
    SELECT a.id, a.at, a.remote_address AS "remoteAddress", a.cause, a.detail, a.subject, a.issuer,
      a.serial_number AS "serialNumber", a.fingerprint_sha256 AS "fingerprintSha256",
      d.id AS "namedDeviceId", d.serial_number AS "namedDeviceSerialNumber", a.named_by AS "namedBy"
    FROM connection_attempt a
    LEFT JOIN device d ON d.id = a.named_device_id
    LEFT JOIN organization owner ON owner.id = d.organization_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY a.id DESC
    LIMIT ${limit}`;
  return rows.map(({ id, fingerprintSha256, ...row }) => ({
    ...row,
    id: String(id),
    fingerprintSha256: fingerprintSha256 && Buffer.from(fingerprintSha256).toString('hex'),
  }));
}
