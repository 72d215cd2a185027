import { createHash, randomBytes } from 'node:crypto';
import { newUuid, type PersonId, personId } from '#libs/kernel';
import { SessionExpiredError, SessionUnknownError, SignInRefusedError } from './access-errors.js';
import type { Actor } from './actor.js';
import type { Parts } from './parts.js';

/** How long a session lasts from sign-in on, milliseconds: 12 hours, whatever is done in it. */
export const SESSION_LIFETIME_MS = 12 * 60 * 60 * 1000;
/** Random bytes of a session token. */
const TOKEN_BYTES = 32;
/** A token as it is issued: 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Most sessions of one person; the oldest end when another begins. */
const SESSIONS_KEPT = 20;

/** A new session; the token is in this answer and nowhere else. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Signs people in and out. */
export class Sessions {
  constructor(
    private readonly parts: Pick<Parts, 'unitOfWork' | 'clock' | 'people' | 'sessions' | 'passwords' | 'audit'>,
  ) {}

  /**
   * Signs somebody in with address and password.
   *
   * An unknown address, an account not yet activated and a wrong password get the same answer after the same work.
   *
   * @param email in lower case
   * @throws {SignInRefusedError} they do not belong together
   * @throws {PasswordChecksBusyError} too many sign-ins at once
   */
  async signIn(email: string, password: string): Promise<OpenedSession & { person: { id: PersonId; email: string } }> {
    const person = await this.parts.people.findByEmail(email);
    if (!(await this.parts.passwords.verify(password, person?.passwordHash ?? null)) || !person) {
      await this.#recordRefusal(email, person?.id);
      throw new SignInRefusedError();
    }
    const session = await this.parts.unitOfWork.run(() => this.open(person.id));
    return { ...session, person: { id: person.id, email: person.email } };
  }

  /** Opens a session for somebody who has just proven who they are; belongs inside a unit of work. */
  async open(id: PersonId): Promise<OpenedSession> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const createdAt = this.parts.clock.now();
    const expiresAt = new Date(createdAt.getTime() + SESSION_LIFETIME_MS);
    const session = { id: newUuid(createdAt), personId: id, createdAt, expiresAt, seenAt: createdAt };
    await this.parts.sessions.add(session, digestOf(token), SESSIONS_KEPT);
    const organizationId = await this.parts.people.homeOf(id);
    const subject = { kind: 'session', id: session.id };
    await this.parts.audit.record({ action: 'session.opened', actorId: id, organizationId, subject });
    return { token, expiresAt };
  }

  /**
   * Says who a bearer token speaks for, with roles as they are now.
   *
   * @throws {SessionUnknownError} no session has this token
   * @throws {SessionExpiredError} the session has ended by itself
   */
  async authenticate(token: string): Promise<Actor> {
    const session = TOKEN.test(token) ? await this.parts.sessions.find(digestOf(token)) : undefined;
    if (!session) throw new SessionUnknownError();
    if (this.parts.clock.now() >= session.expiresAt) throw new SessionExpiredError(session.expiresAt);
    return session.actor;
  }

  /** Ends the session the actor speaks through; at once, everywhere. */
  async signOut(actor: Actor): Promise<void> {
    await this.parts.unitOfWork.run(async () => {
      await this.parts.sessions.remove(actor.sessionId);
      await this.parts.audit.record({
        action: 'session.ended',
        actorId: actor.personId,
        organizationId: await this.parts.people.homeOf(actor.personId),
        subject: { kind: 'session', id: actor.sessionId },
      });
    });
  }

  async #recordRefusal(email: string, id: PersonId | undefined): Promise<void> {
    // Asked for an unknown address too: the refusal must not be faster for it.
    const organizationId = await this.parts.people.homeOf(id ?? nobody);
    const subject = { kind: 'person', id: id ?? null };
    await this.parts.audit.record({
      action: 'session.refused',
      actorId: null,
      organizationId,
      subject,
      details: { email },
    });
  }
}

/** The nil UUID (RFC 9562 §5.9), which no person has. */
const nobody = personId('00000000-0000-0000-0000-000000000000');

/** The token's 256 random bits need no salt and no slow hash. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token, 'ascii').digest();
}
