import type { OrganizationId, PersonId } from '#libs/kernel';
import type { MailTemplate, Outbox } from '#libs/notifications';
import type { Actor } from '../access/actor.js';
import type { AuditEntry } from '../audit/audit.js';
import type { AuditedWork } from '../audit/audited-work.js';
import type { Organizations } from '../organizations/organizations.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import { PersonNotAdministeredError } from './member.errors.js';
import { OwnRecoveryError } from './member-recovery.errors.js';
import type { MemberRecoveryData } from './member-recovery.mail.js';
import type { Members } from './members.js';

/** One way to let somebody back in. */
export interface RecoveryStep {
  readonly action: AuditEntry['action'];
  /** Tells the person. */
  readonly mail: MailTemplate<MemberRecoveryData>;
  readonly notice: 'second-factor-reset' | 'account-unlocked';
  /** @returns what the audit trail keeps of it */
  readonly change: (member: Person) => Promise<AuditEntry['details']>;
}

/** Lets nobody but an administrator of all of a member's organizations open the way back in, and tells the member by mail. */
export class AdministeredRecovery {
  constructor(
    private readonly organizations: Organizations,
    private readonly members: Members,
    private readonly people: PersonStore,
    private readonly outbox: Outbox,
    private readonly work: AuditedWork,
  ) {}

  /**
   * @throws {OrganizationUnknownError | NotAllowedError | MemberUnknownError | PersonNotAdministeredError}
   * @throws {OwnRecoveryError} the actor's own
   */
  run(actor: Actor, id: OrganizationId, personId: PersonId, step: RecoveryStep): Promise<void> {
    return this.organizations.whileHeld(actor, id, 'member.administer', async () => {
      const { person } = await this.members.record(id, personId);
      if (personId === actor.personId) throw new OwnRecoveryError();
      if (!(await this.members.administersWholly(actor, personId))) throw new PersonNotAdministeredError(person);
      const details = await step.change(person);
      await this.work.record({
        action: step.action,
        actorId: actor.personId,
        organizationId: id,
        subject: { kind: 'person', id: personId },
        details: { email: person.email, ...details },
      });
      const administratorName = await this.#nameOf(actor);
      const data = { firstName: person.firstName, administratorName, doneAt: this.work.now().toISOString() };
      await this.outbox.post(person.email, id, step.mail.with(data), {
        kind: step.notice,
        key: `${step.notice} ${data.doneAt}`,
        params: { administratorName },
      });
    });
  }

  async #nameOf({ personId, email }: Actor): Promise<string> {
    const person = await this.people.find(personId);
    return person ? `${person.firstName} ${person.lastName}` : email;
  }
}
