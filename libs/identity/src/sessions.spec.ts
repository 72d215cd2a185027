import { Clock, personId, UnitOfWork } from '#libs/kernel';
import type { Actor } from './actor.js';
import { type AuditEntry, AuditTrail } from './audit.js';
import { PasswordHashing } from './password-hashing.js';
import type { Person } from './person.js';
import { type PersonStore, type Session, SessionStore } from './ports.js';
import { SESSION_LIFETIME_MS, Sessions } from './sessions.js';

const now = new Date('2026-11-21T12:00:00.000Z');
const ada: Person = {
  id: personId('ada'),
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  phone: null,
  passwordHash: 'hash of right',
  verifiedAt: null,
  createdAt: now,
};

class OneTransaction extends UnitOfWork {
  override run<Result>(work: () => Promise<Result>): Promise<Result> {
    return work();
  }
}

class FakeClock extends Clock {
  at = now;
  override now(): Date {
    return this.at;
  }
}

class FakeHashing extends PasswordHashing {
  readonly checked: (string | null)[] = [];
  override async hash(password: string): Promise<string> {
    return `hash of ${password}`;
  }
  override async verify(password: string, hash: string | null): Promise<boolean> {
    this.checked.push(hash);
    return hash === `hash of ${password}`;
  }
}

class FakeSessionStore extends SessionStore {
  readonly rows = new Map<string, Session>();
  override async add(session: Session, tokenHash: Buffer): Promise<void> {
    this.rows.set(tokenHash.toString('hex'), session);
  }
  override async find(tokenHash: Buffer): Promise<{ actor: Actor; expiresAt: Date } | undefined> {
    const row = this.rows.get(tokenHash.toString('hex'));
    if (!row) return undefined;
    const actor = { personId: row.personId, email: ada.email, sessionId: row.id, memberships: [] };
    return { actor, expiresAt: row.expiresAt };
  }
  override async remove(id: string): Promise<void> {
    for (const [hash, row] of this.rows) if (row.id === id) this.rows.delete(hash);
  }
  override async removeOthers(): Promise<void> {}
}

class FakeAudit extends AuditTrail {
  readonly entries: AuditEntry[] = [];
  override async record(entry: AuditEntry): Promise<void> {
    this.entries.push(entry);
  }
  override async list(): Promise<readonly []> {
    return [];
  }
}

function sessionsWith(person: Person) {
  const clock = new FakeClock();
  const passwords = new FakeHashing();
  const store = new FakeSessionStore();
  const audit = new FakeAudit();
  const homes: string[] = [];
  const people = {
    findByEmail: async (email: string) => (email === person.email ? person : undefined),
    homeOf: async (id: string) => {
      homes.push(id);
      return null;
    },
  } as unknown as PersonStore;
  const sessions = new Sessions({ unitOfWork: new OneTransaction(), clock, people, sessions: store, passwords, audit });
  return { sessions, clock, passwords, store, audit, homes };
}

describe('Sessions', () => {
  it('gives a token of 32 bytes and keeps only its SHA-256', async () => {
    const { sessions, store } = sessionsWith(ada);
    const { token, person } = await sessions.signIn(ada.email, 'right');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(person).toEqual({ id: ada.id, email: ada.email });
    expect([...store.rows.keys()]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(JSON.stringify([...store.rows])).not.toContain(token);
  });

  it('knows the person behind a token', async () => {
    const { sessions } = sessionsWith(ada);
    const { token } = await sessions.signIn(ada.email, 'right');
    expect((await sessions.authenticate(token)).personId).toBe(ada.id);
  });

  it('answers a wrong password, an unknown address and an account not activated alike, after the same work', async () => {
    const refusals = [];
    const work = [];
    for (const { person, email } of [
      { person: ada, email: ada.email },
      { person: ada, email: 'nobody@example.com' },
      { person: { ...ada, passwordHash: null }, email: ada.email },
    ]) {
      const { sessions, passwords, homes, audit } = sessionsWith(person);
      refusals.push(await sessions.signIn(email, 'wrong').catch((refusal) => ({ ...refusal, text: refusal.message })));
      work.push({ checks: passwords.checked.length, homes: homes.length, audited: audit.entries.length });
    }
    expect(refusals[1]).toEqual(refusals[0]);
    expect(refusals[2]).toEqual(refusals[0]);
    expect(refusals[0]).toMatchObject({ code: 'identity.sign-in-refused' });
    expect(work).toEqual([work[0], work[0], work[0]]);
    expect(work[0]).toEqual({ checks: 1, homes: 1, audited: 1 });
  });

  it('never lets in an account that was not activated, whatever the password', async () => {
    const { sessions } = sessionsWith({ ...ada, passwordHash: null });
    await expect(sessions.signIn(ada.email, 'right')).rejects.toMatchObject({ code: 'identity.sign-in-refused' });
  });

  it('ends a session 12 hours after sign-in and says so', async () => {
    const { sessions, clock } = sessionsWith(ada);
    const { token, expiresAt } = await sessions.signIn(ada.email, 'right');
    expect(expiresAt.getTime() - now.getTime()).toBe(SESSION_LIFETIME_MS);
    clock.at = new Date(expiresAt.getTime() - 1);
    await expect(sessions.authenticate(token)).resolves.toBeDefined();
    clock.at = expiresAt;
    await expect(sessions.authenticate(token)).rejects.toMatchObject({
      code: 'identity.session-expired',
      message: 'The session ended at 2026-11-22T00:00:00.000Z. Sign in again.',
    });
  });

  it('ends a session on sign-out', async () => {
    const { sessions, audit } = sessionsWith(ada);
    const { token } = await sessions.signIn(ada.email, 'right');
    await sessions.signOut(await sessions.authenticate(token));
    await expect(sessions.authenticate(token)).rejects.toMatchObject({ code: 'identity.session-unknown' });
    expect(audit.entries.map(({ action }) => action)).toEqual(['session.opened', 'session.ended']);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(10_000), '\u0000'.repeat(43)])(
    'does not know the token %j',
    async (token) => {
      await expect(sessionsWith(ada).sessions.authenticate(token)).rejects.toMatchObject({
        code: 'identity.session-unknown',
      });
    },
  );
});
