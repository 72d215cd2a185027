import { Prisma, type RegistryDatabase } from '#prisma';
import type { Json } from './audit.js';
import { CHAIN_BEGINNING, type ChainedEvent, type ChainHead, type SealedEvent } from './audit-chain.js';

/** Transaction-level advisory lock of whoever seals; any number nobody else uses. */
const SEALING_LOCK = 72_707_401;

type EventRow = Omit<ChainedEvent, 'details' | 'before' | 'after'> & { details: Json; before: Json; after: Json };
type SealedRow = EventRow & { number: string; hash: Uint8Array | null };

const columns = Prisma.sql`id::text AS id, at, actor_id::text AS "actorId", api_key_id::text AS "apiKeyId",
  on_behalf_of_id::text AS "onBehalfOfId", organization_id::text AS "organizationId",
  organization_path AS "organizationPath", action, subject_kind AS "subjectKind", subject_id AS "subjectId", details,
  before, after, remote_address AS "remoteAddress", correlation_id AS "correlationId"`;

/**
 * The chain as it is kept.
 *
 * The chain in the columns `sealed_as` and `hash` of the table `audit_event`.
 */
export class AuditChainStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Makes other units of work that lock the chain wait until this one ends. */
  async lock(): Promise<void> {
    await this.database.client.$executeRaw`SELECT pg_advisory_xact_lock(${SEALING_LOCK})`;
  }

  async head(): Promise<ChainHead> {
    const [row] = await this.database.client.$queryRaw<{ number: string; hash: Uint8Array }[]>`
      SELECT sealed_as::text AS number, hash FROM audit_event
       WHERE sealed_as IS NOT NULL ORDER BY sealed_as DESC LIMIT 1`;
    return row ? { number: BigInt(row.number), hash: Buffer.from(row.hash) } : { number: 0n, hash: CHAIN_BEGINNING };
  }

  /** Events not sealed yet, in the order of their ids. */
  unsealed(limit: number): Promise<readonly ChainedEvent[]> {
    return this.database.client.$queryRaw<EventRow[]>`
      SELECT ${columns} FROM audit_event WHERE sealed_as IS NULL ORDER BY audit_event.id LIMIT ${limit}`;
  }

  async seal(seals: readonly { id: string; number: bigint; hash: Buffer }[]): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE audit_event SET sealed_as = seal.number, hash = decode(seal.hash, 'hex')
        FROM unnest(${seals.map(({ id }) => id)}::bigint[], ${seals.map(({ number }) => String(number))}::bigint[],
                    ${seals.map(({ hash }) => hash.toString('hex'))}::text[]) AS seal (id, number, hash)
       WHERE audit_event.id = seal.id`;
  }

  /** Sealed events in the order of their numbers, the first one after `number`. */
  async sealedAfter(number: bigint, limit: number): Promise<readonly SealedEvent[]> {
    const rows = await this.database.client.$queryRaw<SealedRow[]>`
      SELECT ${columns}, sealed_as::text AS number, hash FROM audit_event
       WHERE sealed_as > ${String(number)}::bigint ORDER BY sealed_as LIMIT ${limit}`;
    return rows.map(({ number: sealedAs, hash, ...event }) => ({
      event,
      number: BigInt(sealedAs),
      hash: hash && Buffer.from(hash),
    }));
  }

  /** Events not sealed although they happened before `at`. */
  async unsealedBefore(at: Date): Promise<{ count: number; oldestId: string | null }> {
    const [row] = await this.database.client.$queryRaw<{ count: number; oldestId: string | null }[]>`
      SELECT count(*)::int AS count, min(id)::text AS "oldestId" FROM audit_event WHERE sealed_as IS NULL AND at < ${at}`;
    return row ?? { count: 0, oldestId: null };
  }
}
