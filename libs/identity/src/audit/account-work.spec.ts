import { Clock, type OrganizationId, organizationId, personId, UnitOfWork } from '#libs/kernel';
import type { PersonStore } from '../people/person.store.js';
import { AccountWork } from './account-work.js';
import { type AuditEntry, AuditTrail } from './audit.js';

const ada = personId('ada');
const home = organizationId('first joined');

class OneTransaction extends UnitOfWork {
  override isInUnitOfWork = false;

  override async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.isInUnitOfWork = true;
    return work();
  }
}

class Journal extends AuditTrail {
  readonly entries: AuditEntry[] = [];

  override async record(entry: AuditEntry): Promise<void> {
    this.entries.push(entry);
  }

  override async list(): Promise<readonly []> {
    return [];
  }

  override async lastPathOf(): Promise<undefined> {
    return undefined;
  }
}

class NewYear extends Clock {
  override now(): Date {
    return new Date('2027-01-01T00:00:00Z');
  }
}

function accountWork(homeOf: OrganizationId | null) {
  const journal = new Journal();
  const people = { homeOf: async () => homeOf } as unknown as PersonStore;
  return { journal, work: new AccountWork(new OneTransaction(), journal, new NewYear(), people) };
}

describe('work on one’s own account', () => {
  it('is recorded as done by the person, where those who watch over the account read of it', async () => {
    const { journal, work } = accountWork(home);
    await work.run(() => work.recordOwn(ada, { action: 'password.changed' }));
    expect(journal.entries).toEqual([
      { action: 'password.changed', actorId: ada, organizationId: home, subject: { kind: 'person', id: ada } },
    ]);
  });

  it('may be about something else of the person, and is recorded of somebody who belongs nowhere, too', async () => {
    const { journal, work } = accountWork(null);
    const subject = { kind: 'session', id: 's' };
    await work.run(() => work.recordOwn(ada, { action: 'session.ended', subject, details: { ended: 2 } }));
    expect(journal.entries).toEqual([
      { action: 'session.ended', actorId: ada, organizationId: null, subject, details: { ended: 2 } },
    ]);
  });

  it('is refused outside of the change it tells of', async () => {
    const { journal, work } = accountWork(home);
    await expect(work.recordOwn(ada, { action: 'password.changed' })).rejects.toThrow('outside of a unit of work');
    expect(journal.entries).toEqual([]);
  });
});
