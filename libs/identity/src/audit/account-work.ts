import type { Clock, PersonId, UnitOfWork } from '#libs/kernel';
import type { PersonStore } from '../people/person.store.js';
import type { AuditEntry, AuditTrail } from './audit.js';
import { AuditedWork } from './audited-work.js';

/** What somebody did to their own account. */
type OwnEntry = Pick<AuditEntry, 'action' | 'details' | 'before' | 'after'> & {
  /** Default: the person. */
  readonly subject?: AuditEntry['subject'];
};

/** Audited work of people on their own accounts: its events are read by the administrators of the organization they joined first. */
export class AccountWork extends AuditedWork {
  constructor(
    unitOfWork: UnitOfWork,
    trail: AuditTrail,
    clock: Clock,
    private readonly people: PersonStore,
  ) {
    super(unitOfWork, trail, clock);
  }

  /** Records what the running change did to the account of the person who makes it. @throws as `record` */
  async recordOwn(person: PersonId, entry: OwnEntry): Promise<void> {
    const organizationId = await this.people.homeOf(person);
    await this.record({ actorId: person, organizationId, subject: { kind: 'person', id: person }, ...entry });
  }
}
