import type { PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { AccountWork } from '../audit/account-work.js';
import type { PasswordProof } from '../passwords/password-proof.js';
import type { Profiles } from '../people/profiles.js';
import type { Throttle } from '../throttle/throttle.js';
import {
  SecondFactorActiveError,
  SecondFactorCodeWrongError,
  SecondFactorMissingError,
} from './second-factor.errors.js';
import type { SecondFactor, SecondFactorStore } from './second-factor.store.js';
import { newRecoveryCodes, newSecret, otpauthUri, recoveryCodeHash, stepOf } from './second-factor-code.js';

/** How the authenticator app names the platform. */
const ISSUER = 'Fieldgate';

/** A second factor in the making; the secret is in this answer and nowhere else in plain. */
export interface BegunSecondFactor {
  /** Base32. */
  readonly secret: string;
  /** For a QR code. */
  readonly uri: string;
}

/** One-time codes beside the password (RFC 6238), and recovery codes for the day the telephone is lost. */
export class SecondFactors {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly profiles: Profiles,
    private readonly proof: PasswordProof,
    private readonly throttle: Throttle,
    private readonly work: AccountWork,
  ) {}

  /**
   * Makes a secret for the actor's app; sign-in does not ask for it before it is confirmed. Doing it again makes another.
   *
   * @throws {SecondFactorActiveError}
   */
  async begin(actor: Actor): Promise<BegunSecondFactor> {
    const { email } = await this.profiles.self(actor);
    const secret = newSecret();
    const factor = { personId: actor.personId, secret, createdAt: this.work.now(), confirmedAt: null };
    await this.work.run(async () => {
      if (!(await this.store.put(factor))) throw new SecondFactorActiveError();
      await this.work.recordOwn(actor.personId, { action: 'second-factor.begun' });
    });
    return { secret, uri: otpauthUri(secret, ISSUER, email) };
  }

  /**
   * Turns the second factor on with a first code of the app.
   *
   * @returns ten recovery codes, in this answer and nowhere else
   * @throws {SecondFactorMissingError} none was begun
   * @throws {SecondFactorActiveError} it is on already
   * @throws {SecondFactorCodeWrongError}
   * @throws {SignInLockedError} too many tries failed before
   */
  async confirm(actor: Actor, code: string): Promise<readonly string[]> {
    const { email } = await this.profiles.self(actor);
    const factor = await this.store.find(actor.personId);
    if (!factor) throw new SecondFactorMissingError();
    if (factor.confirmedAt !== null) throw new SecondFactorActiveError();
    const counted = await this.throttle.take(email);
    if (!(await this.#takeCode(factor, code))) throw new SecondFactorCodeWrongError();
    await counted.succeeded();
    const codes = newRecoveryCodes();
    await this.work.run(async () => {
      if (!(await this.store.confirm(actor.personId, this.work.now(), codes.map(recoveryCodeHash))))
        throw new SecondFactorActiveError();
      await this.work.recordOwn(actor.personId, { action: 'second-factor.confirmed' });
    });
    return codes;
  }

  /**
   * Turns the second factor off; an unconfirmed one needs no code.
   *
   * @throws {SecondFactorMissingError}
   * @throws {CurrentPasswordWrongError | SecondFactorCodeWrongError}
   * @throws {SignInLockedError} too many tries failed before
   */
  async remove(actor: Actor, password: string, code: string | undefined): Promise<void> {
    const person = await this.profiles.self(actor);
    const factor = await this.store.find(actor.personId);
    if (!factor) throw new SecondFactorMissingError();
    // One try for both: a right password alone must not forget the wrong codes before it.
    await this.proof.require(person, password, 'password', async () => {
      if (factor.confirmedAt !== null && (code === undefined || !(await this.#takes(factor, code))))
        throw new SecondFactorCodeWrongError();
    });
    await this.work.run(async () => {
      await this.store.remove(actor.personId);
      await this.work.recordOwn(actor.personId, { action: 'second-factor.removed' });
    });
  }

  /** Whether sign-in asks the person for a code, and how many recovery codes are left. */
  async stateOf(id: PersonId): Promise<{ readonly isActive: boolean; readonly recoveryCodesLeft: number }> {
    const factor = await this.store.find(id);
    if (!factor || factor.confirmedAt === null) return { isActive: false, recoveryCodesLeft: 0 };
    return { isActive: true, recoveryCodesLeft: await this.store.recoveryCodesLeft(id) };
  }

  /** What a sign-in lacks: nothing, a code, or a right one. A right code is used up by the question. */
  async lackedBy(id: PersonId, code: string | undefined): Promise<'nothing' | 'code' | 'right code'> {
    const factor = await this.store.find(id);
    if (!factor || factor.confirmedAt === null) return 'nothing';
    if (code === undefined) return 'code';
    return (await this.#takes(factor, code)) ? 'nothing' : 'right code';
  }

  async #takes(factor: SecondFactor, code: string): Promise<boolean> {
    if (await this.#takeCode(factor, code)) return true;
    const { personId } = factor;
    return this.work.run(async () => {
      if (!(await this.store.useRecoveryCode(personId, recoveryCodeHash(code), this.work.now()))) return false;
      await this.work.recordOwn(personId, { action: 'second-factor.recovery-code-used' });
      return true;
    });
  }

  async #takeCode({ personId, secret }: SecondFactor, code: string): Promise<boolean> {
    const step = stepOf(secret, code, this.work.now());
    return step !== undefined && this.store.takeStep(personId, step);
  }
}
