import type { PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { KnownOriginStore, type OriginKind } from '../known-origins.js';

/** The registry's table `sign_in_origin`. */
export class PrismaKnownOriginStore extends KnownOriginStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async known(email: string, { device, address }: Record<OriginKind, Buffer | null>, since: Date) {
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

  override async isDevice(hash: Buffer, since: Date): Promise<boolean> {
    const where = { kind: 'device', hash: bytesOf(hash), seenAt: { gt: since } };
    return (await this.database.client.signInOrigin.findFirst({ where, select: { kind: true } })) !== null;
  }

  override async remember(person: PersonId, kind: OriginKind, hash: Buffer, at: Date, kept: number): Promise<void> {
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
