import type { DeviceId, VisibleSpan } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** A handshake or session that the broker refused. */
export interface RefusedConnection {
  /** Decimal; later ones have larger ones. */
  readonly id: string;
  readonly at: Date;
  readonly remoteAddress: string;
  readonly cause: string;
  readonly detail: string;
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly serialNumber: string | null;
  readonly fingerprintSha256: string | null;
}

/** Reads what the broker refused of a device, newest first, by the index on device and id. */
export async function readRefusedConnections(
  database: RegistryDatabase,
  id: DeviceId,
  spans: readonly VisibleSpan[],
  limit: number,
  before: string | undefined,
): Promise<readonly RefusedConnection[]> {
  const rows = await database.client.connectionAttempt.findMany({
    where: {
      deviceId: id,
      OR: spans.map(({ from, to }) => ({ at: { gte: from, lt: to } })),
      ...(before !== undefined && { id: { lt: BigInt(before) } }),
    },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map(({ fingerprintSha256, ...row }) => ({
    id: String(row.id),
    at: row.at,
    remoteAddress: row.remoteAddress,
    cause: row.cause,
    detail: row.detail,
    subject: row.subject,
    issuer: row.issuer,
    serialNumber: row.serialNumber,
    fingerprintSha256: fingerprintSha256 && Buffer.from(fingerprintSha256).toString('hex'),
  }));
}
