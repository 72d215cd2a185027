import { Clock, HOUR_MS, personId, UnitOfWork } from '#libs/kernel';
import { AccountWork } from '../audit/account-work.js';
import { type AuditEntry, AuditTrail, RequestOrigin } from '../audit/audit.js';
import { PasswordHashing } from '../passwords/password-hashing.js';
import type { Person } from '../people/person.js';
import type { PersonStore } from '../people/person.store.js';
import type { SecondFactors } from '../second-factor/second-factors.js';
import { Throttle } from '../throttle/throttle.js';
import { ThrottleStore } from '../throttle/throttle-port.js';
import { CredentialCheck } from './credential-check.js';
import type { KnownOrigins } from './known-origins.js';
import { type FoundSession, type Session, SessionStore } from './session-port.js';
import { SESSION_IDLE_MS, SESSION_LIFETIME_MS, Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

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
  override readonly isInUnitOfWork = true;

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
  notes = 0;
  override async add(session: Session, tokenHash: Buffer): Promise<void> {
    this.rows.set(tokenHash.toString('hex'), session);
  }
  override async find(tokenHash: Buffer): Promise<FoundSession | undefined> {
    const row = this.rows.get(tokenHash.toString('hex'));
    if (!row) return undefined;
    const actor = { personId: row.personId, email: ada.email, sessionId: row.id, memberships: [] };
    return { actor, expiresAt: row.expiresAt, seenAt: row.seenAt, passwordStale: false };
  }
  override async noteSeen(id: string, seenAt: Date): Promise<void> {
    this.notes += 1;
    for (const [hash, row] of this.rows) if (row.id === id) this.rows.set(hash, { ...row, seenAt });
  }
  override async list(): Promise<readonly Session[]> {
    return [...this.rows.values()];
  }
  override async remove(_person: string, id: string): Promise<boolean> {
    const found = [...this.rows].find(([, row]) => row.id === id);
    return found !== undefined && this.rows.delete(found[0]);
  }
  override async removeOthers(): Promise<number> {
    return 0;
  }
}

class NoThrottle extends ThrottleStore {
  override async take(): Promise<undefined> {}
  override async giveBack(): Promise<void> {}
  override async forget(): Promise<void> {}
  override async forgetAccount(): Promise<void> {}
  override async failuresOf(): Promise<number> {
    return 0;
  }
}

class ABrowser extends RequestOrigin {
  override current() {
    return { remoteAddress: '192.0.2.7', userAgent: 'Browser/1 '.repeat(100) };
  }
}

class FakeAudit extends AuditTrail {
  readonly entries: AuditEntry[] = [];
  override async record(entry: AuditEntry): Promise<void> {
    this.entries.push(entry);
  }
  override async list(): Promise<readonly []> {
    return [];
  }
  override async lastPathOf(): Promise<undefined> {}
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
  const origin = new ABrowser();
  const noOrigins = { remember: async () => undefined, of: async () => [] } as unknown as KnownOrigins;
  const unitOfWork = new OneTransaction();
  const work = new AccountWork(unitOfWork, audit, clock, people);
  const settings = { idleMs: SESSION_IDLE_MS, passwordChange: 'recommended' } as const;
  const sessions = new Sessions(settings, store, noOrigins, origin, work);
  const noSecondFactor = { lackedBy: async () => 'nothing' as const } as unknown as SecondFactors;
  const throttle = new Throttle(new NoThrottle(), noOrigins, clock, origin);
  const check = new CredentialCheck(throttle, noSecondFactor, people, passwords, audit);
  const entry = new SignIn(sessions, check, unitOfWork);
  const signIn = (email: string, password: string) => entry.signIn({ email, password });
  return { sessions, signIn, clock, passwords, store, audit, homes };
}

describe('Sessions', () => {
  it('gives a token of 32 bytes and keeps only its SHA-256', async () => {
    const { signIn, store } = sessionsWith(ada);
    const { token, person } = await signIn(ada.email, 'right');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(person).toEqual({ id: ada.id, email: ada.email });
    expect([...store.rows.keys()]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(JSON.stringify([...store.rows])).not.toContain(token);
  });

  it('knows the person behind a token', async () => {
    const { sessions, signIn } = sessionsWith(ada);
    const { token } = await signIn(ada.email, 'right');
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
      const { signIn, passwords, homes, audit } = sessionsWith(person);
      refusals.push(await signIn(email, 'wrong').catch((refusal: Error) => ({ ...refusal, text: refusal.message })));
      work.push({ checks: passwords.checked.length, homes: homes.length, audited: audit.entries.length });
    }
    expect(refusals[1]).toEqual(refusals[0]);
    expect(refusals[2]).toEqual(refusals[0]);
    expect(refusals[0]).toMatchObject({ code: 'identity.sign-in-refused' });
    expect(work).toEqual([work[0], work[0], work[0]]);
    expect(work[0]).toEqual({ checks: 1, homes: 1, audited: 1 });
  });

  it('never lets in an account that was not activated, whatever the password', async () => {
    const { signIn } = sessionsWith({ ...ada, passwordHash: null });
    await expect(signIn(ada.email, 'right')).rejects.toMatchObject({ code: 'identity.sign-in-refused' });
  });

  it('ends a session 12 hours after sign-in and says so', async () => {
    const { sessions, signIn, clock, store } = sessionsWith(ada);
    const { token, expiresAt } = await signIn(ada.email, 'right');
    expect(expiresAt.getTime() - now.getTime()).toBe(SESSION_LIFETIME_MS);
    for (let hour = 1; hour < 12; hour += 1) {
      clock.at = new Date(now.getTime() + hour * HOUR_MS);
      await expect(sessions.authenticate(token)).resolves.toBeDefined();
    }
    clock.at = new Date(expiresAt.getTime() - 1);
    await expect(sessions.authenticate(token)).resolves.toBeDefined();
    expect(store.notes).toBe(12);
    clock.at = expiresAt;
    await expect(sessions.authenticate(token)).rejects.toMatchObject({
      code: 'identity.session-expired',
      message: 'The session ended at 2026-11-22T00:00:00.000Z. Sign in again.',
    });
  });

  it('ends a session after two hours without a request, and says so', async () => {
    const { sessions, signIn, clock } = sessionsWith(ada);
    const { token } = await signIn(ada.email, 'right');
    clock.at = new Date(now.getTime() + SESSION_IDLE_MS);
    await expect(sessions.authenticate(token)).rejects.toMatchObject({
      code: 'identity.session-idle',
      details: { endedAt: '2026-11-21T14:00:00.000Z', idleMinutes: 120 },
    });
  });

  it('notes a use at most once a minute: not every request writes', async () => {
    const { sessions, signIn, clock, store } = sessionsWith(ada);
    const { token } = await signIn(ada.email, 'right');
    for (const second of [1, 59, 60, 61, 119, 120]) {
      clock.at = new Date(now.getTime() + second * 1000);
      await sessions.authenticate(token);
    }
    expect(store.notes).toBe(2);
  });

  it('keeps where a session was opened from, and no endless name of a browser', async () => {
    const { signIn, store } = sessionsWith(ada);
    await signIn(ada.email, 'right');
    const [session] = store.rows.values();
    expect(session).toMatchObject({ remoteAddress: '192.0.2.7', isCookie: false });
    expect(session?.userAgent).toHaveLength(256);
  });

  it('ends a session on sign-out', async () => {
    const { sessions, signIn, audit } = sessionsWith(ada);
    const { token } = await signIn(ada.email, 'right');
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
