import type { PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** What somebody signs in from. */
export type OriginKind = 'device' | 'address';

/** A place that an account is tried from. */
export interface SignInOrigin {
  readonly kind: OriginKind;
  /** Hexadecimal. */
  readonly hash: string;
  /** The account's owner has signed in from it. */
  readonly isKnown: boolean;
}

/**
 * Where people signed in from.
 *
 * The registry's table `sign_in_origin`.
 */
export class KnownOriginStore {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Which of these the account signed in from since then; none for an unknown account, after the same work.
   */
  async known(email: string, { device, address }: Record<OriginKind, Buffer | null>, since: Date) {
    const rows = await this.database.client.$queryRaw<{ kind: OriginKind }[]>`
      SELECT origin.kind
        FROM sign_in_origin origin
        JOIN person ON person.id = origin.person_id
       WHERE person.email = ${email}
         AND origin.seen_at > ${since}
         AND ((origin.kind = 'device' AND origin.hash = ${bytesOf(device)})
           OR (origin.kind = 'address' AND origin.hash = ${bytesOf(address)}))`;
    return rows.map(({ kind }) => kind);
  }

  /** Whether anybody signed in from that device since then. */
  async isDevice(hash: Buffer, since: Date): Promise<boolean> {
    const where = { kind: 'device', hash: bytesOf(hash), seenAt: { gt: since } };
    return (await this.database.client.signInOrigin.findFirst({ where, select: { kind: true } })) !== null;
  }

  /** Notes a sign-in, and forgets all of that kind but the newest `kept`. */
  async remember(person: PersonId, kind: OriginKind, hash: Buffer, at: Date, kept: number): Promise<void> {
    const { client } = this.database;
    await client.$executeRaw`
      INSERT INTO sign_in_origin (person_id, kind, hash, seen_at)
      VALUES (${person}::uuid, ${kind}, ${bytesOf(hash)}, ${at})
      ON CONFLICT (person_id, kind, hash) DO UPDATE SET seen_at = EXCLUDED.seen_at`;
    await client.$executeRaw`
      DELETE FROM sign_in_origin
       WHERE person_id = ${person}::uuid
         AND kind = ${kind}
         AND hash IN (SELECT hash
                        FROM sign_in_origin
                       WHERE person_id = ${person}::uuid AND kind = ${kind}
                       ORDER BY seen_at DESC, hash
                      OFFSET ${kept})`;
  }
}

const bytesOf = (hash: Buffer | null) => Uint8Array.from(hash ?? []);
