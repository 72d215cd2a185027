import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';
import { requireMay } from '../access/permissions.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Parts } from '../parts.js';
import type { Person } from '../people/person.js';
import type { SecondFactorStore } from '../second-factor/second-factor.store.js';
import type { Throttle } from '../throttle/throttle.js';
import { MemberUnknownError, PersonNotAdministeredError } from './member.errors.js';
import { MemberWithoutSecondFactorError, OwnRecoveryError } from './member-recovery.errors.js';
import { accountUnlockedMail, secondFactorResetMail } from './member-recovery.mail.js';
import type { Members } from './members.js';

/**
 * Lets people back in who lost what they sign in with, by an administrator of all of their organizations: their own, or one
 * above. It opens nothing to the administrator: the password is asked for as before.
 */
export class MemberRecovery {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Pick<Members, 'administersWholly'>,
    private readonly secondFactors: Pick<SecondFactorStore, 'find' | 'remove'>,
    private readonly throttle: Pick<Throttle, 'forget'>,
    private readonly parts: Pick<
      Parts,
      'unitOfWork' | 'clock' | 'organizations' | 'people' | 'members' | 'sessions' | 'audit' | 'outbox'
    >,
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
    return this.#recover(actor, id, person, async (member, administratorName) => {
      const factor = await this.secondFactors.find(person);
      if (!factor || factor.confirmedAt === null) throw new MemberWithoutSecondFactorError(member);
      await this.secondFactors.remove(person);
      const endedSessions = await this.parts.sessions.removeOthers(person, null);
      await this.parts.audit.record({
        action: 'second-factor.reset',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'person', id: person },
        details: { email: member.email, endedSessions },
      });
      const doneAt = this.parts.clock.now().toISOString();
      const { firstName } = member;
      const data = { firstName, administratorName, doneAt };
      await this.parts.outbox.post(member.email, id, secondFactorResetMail.with(data));
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
    return this.#recover(actor, id, person, async (member, administratorName) => {
      await this.throttle.forget(member.email);
      await this.parts.audit.record({
        action: 'account.unlocked',
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'person', id: person },
        details: { email: member.email },
      });
      const doneAt = this.parts.clock.now().toISOString();
      const { firstName } = member;
      const data = { firstName, administratorName, doneAt };
      await this.parts.outbox.post(member.email, id, accountUnlockedMail.with(data));
    });
  }

  async #recover(
    actor: Actor,
    id: OrganizationId,
    person: PersonId,
    work: (member: Person, administratorName: string) => Promise<void>,
  ): Promise<void> {
    requireMay(actor, 'member.administer', await this.organizations.get(actor, id));
    await this.parts.unitOfWork.run(async () => {
      await this.parts.organizations.lock(id);
      const record = await this.parts.members.find(id, person);
      if (!record) throw new MemberUnknownError(id, person);
      if (person === actor.personId) throw new OwnRecoveryError();
      if (!(await this.members.administersWholly(actor, person))) throw new PersonNotAdministeredError(record.person);
      const administrator = await this.parts.people.find(actor.personId);
      await work(record.person, administrator ? `${administrator.firstName} ${administrator.lastName}` : actor.email);
    });
  }
}
