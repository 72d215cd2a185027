import { Clock, UnitOfWork } from '#libs/kernel';
import { type AuditEntry, type AuditEvent, AuditTrail } from './audit.js';
import { AuditedWork } from './audited-work.js';

const entry: AuditEntry = {
  action: 'site.made',
  actorId: null,
  organizationId: null,
  subject: { kind: 'site', id: '1' },
};

/** Knows that work runs in it, and nothing of databases. */
class PlainUnitOfWork extends UnitOfWork {
  override isInUnitOfWork = false;

  override async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.isInUnitOfWork = true;
    try {
      return await work();
    } finally {
      this.isInUnitOfWork = false;
    }
  }
}

class Journal extends AuditTrail {
  readonly actions: string[] = [];

  override async record({ action }: AuditEntry): Promise<void> {
    this.actions.push(action);
  }

  override async list(): Promise<readonly AuditEvent[]> {
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

function audited() {
  const journal = new Journal();
  return { journal, work: new AuditedWork(new PlainUnitOfWork(), journal, new NewYear()) };
}

describe('audited work', () => {
  it('records an event within the change it tells of', async () => {
    const { journal, work } = audited();
    await expect(work.run(() => work.record(entry).then(() => 'done'))).resolves.toBe('done');
    expect(journal.actions).toEqual(['site.made']);
  });

  it('refuses an event outside of any change, naming it', async () => {
    const { journal, work } = audited();
    await expect(work.record(entry)).rejects.toThrow('site.made was to be recorded outside of a unit of work');
    expect(journal.actions).toEqual([]);
  });

  it('refuses an event after the change has ended', async () => {
    const { journal, work } = audited();
    await work.run(async () => undefined);
    await expect(work.record(entry)).rejects.toThrow('outside of a unit of work');
    expect(journal.actions).toEqual([]);
  });
});
