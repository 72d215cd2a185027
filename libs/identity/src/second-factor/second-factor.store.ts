import { newUuid, type PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { SecretBox } from './secret-box.js';

/**
 * Second factors and their recovery codes.
 *
 * Second factors in the registry's tables `second_factor` and `recovery_code`.
 */
export class SecondFactorStore {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly box: SecretBox,
  ) {}

  /** Adds a factor in place of the person's unconfirmed one. @returns false if a confirmed one is there */
  async put({ personId, secret, createdAt }: SecondFactor): Promise<boolean> {
    const { client } = this.database;
    const sealed = this.box.seal(secret, personId);
    const put = await client.$executeRaw`
      INSERT INTO second_factor (person_id, secret, created_at)
      VALUES (${personId}::uuid, ${sealed}, ${createdAt})
      ON CONFLICT (person_id) DO UPDATE
      SET secret = EXCLUDED.secret, created_at = EXCLUDED.created_at, last_step = NULL
      WHERE second_factor.confirmed_at IS NULL`;
    return put > 0;
  }

  async find(personId: PersonId): Promise<SecondFactor | undefined> {
    const row = await this.database.client.secondFactor.findUnique({ where: { personId } });
    if (!row) return undefined;
    const { createdAt, confirmedAt } = row;
    return { personId, secret: this.box.open(row.secret, personId), createdAt, confirmedAt };
  }

  /**
   * Takes the code of a step, if none of it or of a later one was taken; in one step, so that a code works once.
   */
  async takeStep(personId: PersonId, step: number): Promise<boolean> {
    const { count } = await this.database.client.secondFactor.updateMany({
      where: { personId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
      data: { lastStep: step },
    });
    return count > 0;
  }

  /**
   * Confirms the factor and keeps the hashes of its recovery codes. @returns false if it was confirmed already
   */
  async confirm(personId: PersonId, at: Date, hashes: readonly Buffer[]): Promise<boolean> {
    const { client } = this.database;
    const where = { personId, confirmedAt: null };
    const { count } = await client.secondFactor.updateMany({ where, data: { confirmedAt: at } });
    if (count === 0) return false;
    await client.recoveryCode.createMany({
      data: hashes.map((hash) => ({ id: newUuid(at), personId, codeHash: Uint8Array.from(hash) })),
    });
    return true;
  }

  /** Uses a recovery code up. @returns false if the person has no such unused code */
  async useRecoveryCode(personId: PersonId, hash: Buffer, at: Date): Promise<boolean> {
    const { count } = await this.database.client.recoveryCode.updateMany({
      where: { personId, codeHash: Uint8Array.from(hash), usedAt: null },
      data: { usedAt: at },
    });
    return count > 0;
  }

  /** How many recovery codes are left. */
  async recoveryCodesLeft(personId: PersonId): Promise<number> {
    return this.database.client.recoveryCode.count({ where: { personId, usedAt: null } });
  }

  /** Removes the factor and its recovery codes. */
  async remove(personId: PersonId): Promise<void> {
    await this.database.client.recoveryCode.deleteMany({ where: { personId } });
    await this.database.client.secondFactor.deleteMany({ where: { personId } });
  }
}

/** A shared secret for one-time codes (RFC 6238). */
export interface SecondFactor {
  readonly personId: PersonId;
  /** Base32; encrypted where it is kept. */
  readonly secret: string;
  readonly createdAt: Date;
  /** When a first code proved that the app has it; asked for from then on. */
  readonly confirmedAt: Date | null;
}
