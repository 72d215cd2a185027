import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import type { SecondFactorStore } from '../second-factor/second-factor.store.js';
import type { SessionStore } from '../sign-in/session-port.js';
import type { Throttle } from '../throttle/throttle.js';
import type { AdministeredRecovery } from './administered-recovery.js';
import { MemberWithoutSecondFactorError } from './member-recovery.errors.js';
import { accountUnlockedMail, secondFactorResetMail } from './member-recovery.mail.js';

/**
 * Lets people back in who lost what they sign in with, by an administrator of all of their organizations: their own, or one
 * above. It opens nothing to the administrator: the password is asked for as before.
 */
export class MemberRecovery {
  constructor(
    private readonly recovery: AdministeredRecovery,
    private readonly secondFactors: SecondFactorStore,
    private readonly sessions: SessionStore,
    private readonly throttle: Throttle,
  ) {}

  /**
   * Removes a member's second factor with its recovery codes and ends all of the member's sessions: whoever has the lost
   * telephone may have one. The member is told by mail and sets up another after signing in.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | PersonNotAdministeredError}
   * @throws {OwnRecoveryError} the actor's own
   * @throws {MemberWithoutSecondFactorError} there is none
   */
  resetSecondFactor(actor: Actor, id: OrganizationId, person: PersonId): Promise<void> {
    return this.recovery.run(actor, id, person, {
      action: 'second-factor.reset',
      mail: secondFactorResetMail,
      notice: 'second-factor-reset',
      change: async (member) => {
        const factor = await this.secondFactors.find(person);
        if (!factor || factor.confirmedAt === null) throw new MemberWithoutSecondFactorError(member);
        await this.secondFactors.remove(person);
        return { endedSessions: await this.sessions.removeOthers(person, null) };
      },
    });
  }

  /**
   * Lets a member try passwords and codes again at once, wherever the tries that locked the account came from. Sessions stay,
   * and the member is told by mail.
   *
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | PersonNotAdministeredError}
   * @throws {OwnRecoveryError} the actor's own
   */
  unlock(actor: Actor, id: OrganizationId, person: PersonId): Promise<void> {
    return this.recovery.run(actor, id, person, {
      action: 'account.unlocked',
      mail: accountUnlockedMail,
      notice: 'account-unlocked',
      change: async ({ email }) => {
        await this.throttle.forget(email);
        return {};
      },
    });
  }
}
