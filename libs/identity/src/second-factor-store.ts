import type { PersonId } from '#libs/kernel';

/** A shared secret for one-time codes (RFC 6238). */
export interface SecondFactor {
  readonly personId: PersonId;
  /** Base32; encrypted where it is kept. */
  readonly secret: string;
  readonly createdAt: Date;
  /** When a first code proved that the app has it; asked for from then on. */
  readonly confirmedAt: Date | null;
}

/** Second factors and their recovery codes. */
export abstract class SecondFactorStore {
  /** Adds a factor in place of the person's unconfirmed one. @returns false if a confirmed one is there */
  abstract put(factor: SecondFactor): Promise<boolean>;
  abstract find(personId: PersonId): Promise<SecondFactor | undefined>;
  /** Takes the code of a step, if none of it or of a later one was taken; in one step, so that a code works once. */
  abstract takeStep(personId: PersonId, step: number): Promise<boolean>;
  /** Confirms the factor and keeps the hashes of its recovery codes. @returns false if it was confirmed already */
  abstract confirm(personId: PersonId, at: Date, recoveryCodeHashes: readonly Buffer[]): Promise<boolean>;
  /** Uses a recovery code up. @returns false if the person has no such unused code */
  abstract useRecoveryCode(personId: PersonId, hash: Buffer, at: Date): Promise<boolean>;
  /** How many recovery codes are left. */
  abstract recoveryCodesLeft(personId: PersonId): Promise<number>;
  /** Removes the factor and its recovery codes. */
  abstract remove(personId: PersonId): Promise<void>;
}
