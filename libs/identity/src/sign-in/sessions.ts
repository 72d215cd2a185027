import { createHash, randomBytes } from 'node:crypto';
import { HOUR_MS, newUuid, type PersonId } from '#libs/kernel';
import {
  SessionExpiredError,
  SessionIdleError,
  SessionNotFoundError,
  SessionUnknownError,
} from '../access/access.errors.js';
import type { Actor } from '../access/actor.js';
import type { AccountWork } from '../audit/account-work.js';
import type { RequestOrigin } from '../audit/audit.js';
import type { KnownOrigins } from './known-origins.js';
import type { FoundSession, Session, SessionStore } from './session-port.js';

/** How long a session lasts from sign-in on, milliseconds: 12 hours, whatever is done in it. */
export const SESSION_LIFETIME_MS = 12 * HOUR_MS;
/** How long a session may be silent if nobody says otherwise, milliseconds: 2 hours. */
export const SESSION_IDLE_MS = 2 * HOUR_MS;
/** How old the note of the last request may get, milliseconds: not every request writes. */
const SEEN_NOTED_EVERY_MS = 60_000;
/** Random bytes of a session token. */
const TOKEN_BYTES = 32;
/** A token as it is issued: 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** Most sessions of one person; the oldest end when another begins. */
const SESSIONS_KEPT = 20;
/** Most of a User-Agent that is kept, UTF-16 code units. */
const USER_AGENT_KEPT = 256;

/** What the operator wants of people whose password somebody else has seen (R0-05). */
export type PasswordChangePolicy = 'off' | 'recommended' | 'required';

export interface SessionSettings {
  /** How long a session may be silent, milliseconds. */
  readonly idleMs: number;
  readonly passwordChange: PasswordChangePolicy;
}

/** A new session; the token is in this answer and nowhere else. */
export interface OpenedSession {
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Date;
  /** For the browser's other cookie: it is known by it. */
  readonly deviceToken?: string;
}

/** A session that has not ended. */
export interface LiveSession {
  readonly sessionId: string;
  /** Ends then, whatever is done in it; exclusive. */
  readonly expiresAt: Date;
  /** What is asked of its person, whose password others have seen (R0-05). */
  readonly passwordChange: 'recommended' | 'required' | null;
}

/** Opens, recognizes, lists and ends sessions. */
export class Sessions {
  constructor(
    private readonly settings: SessionSettings,
    private readonly store: SessionStore,
    private readonly origins: KnownOrigins,
    private readonly origin: RequestOrigin,
    private readonly work: AccountWork,
  ) {}

  /** Opens a session for somebody who has just proven who they are; belongs inside a unit of work. */
  async open(id: PersonId, { isCookie = false }: { isCookie?: boolean } = {}): Promise<OpenedSession> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const createdAt = this.work.now();
    const expiresAt = new Date(createdAt.getTime() + SESSION_LIFETIME_MS);
    const { remoteAddress = null, userAgent } = this.origin.current();
    const session: Session = {
      id: newUuid(createdAt),
      personId: id,
      createdAt,
      expiresAt,
      seenAt: createdAt,
      remoteAddress,
      userAgent: userAgent?.slice(0, USER_AGENT_KEPT) ?? null,
      isCookie,
    };
    await this.store.add(session, digestOf(token), SESSIONS_KEPT);
    await this.#record('session.opened', id, session.id);
    const deviceToken = await this.origins.remember(id, isCookie);
    return { sessionId: session.id, token, expiresAt, ...(deviceToken !== undefined && { deviceToken }) };
  }

  /**
   * Says who a session's token speaks for, with roles as they are now.
   *
   * @throws {SessionUnknownError} no session has this token
   * @throws {SessionExpiredError} the session has reached its end
   * @throws {SessionIdleError} the session was silent for too long
   */
  async authenticate(token: string): Promise<Actor> {
    const session = await this.#find(token);
    if (!session) throw new SessionUnknownError();
    const { actor, seenAt, passwordStale } = session;
    const now = this.work.now();
    const ended = this.#endOf(session, now);
    if (ended) throw ended;
    if (now.getTime() - seenAt.getTime() >= SEEN_NOTED_EVERY_MS) await this.store.noteSeen(actor.sessionId, now);
    const passwordChange = this.passwordChangeFor(passwordStale);
    return passwordChange === null ? actor : { ...actor, passwordChange };
  }

  /**
   * What a token's session is, for somebody who only asks: it stays as silent as it was.
   *
   * @returns undefined if no session has this token, or the session has ended by its age or by its silence
   */
  async look(token: string): Promise<LiveSession | undefined> {
    const session = await this.#find(token);
    if (!session || this.#endOf(session, this.work.now())) return undefined;
    const { actor, expiresAt, passwordStale } = session;
    return { sessionId: actor.sessionId, expiresAt, passwordChange: this.passwordChangeFor(passwordStale) };
  }

  /** What is asked of somebody whose password others have, or have not, seen. */
  passwordChangeFor(passwordStale: boolean): 'recommended' | 'required' | null {
    return passwordStale && this.settings.passwordChange !== 'off' ? this.settings.passwordChange : null;
  }

  /**
   * The actor's own sessions that have not ended, newest first.
   *
   * @param before id of the last one of the page before
   */
  async list(actor: Actor, limit: number, before?: string): Promise<readonly Session[]> {
    const now = this.work.now();
    const seenAfter = new Date(now.getTime() - this.settings.idleMs);
    return this.store.list({ personId: actor.personId, endAfter: now, seenAfter, limit, before });
  }

  /**
   * Ends one of the actor's own sessions; at once, everywhere.
   *
   * @throws {SessionNotFoundError} the actor has no such session
   */
  async end(actor: Actor, id: string): Promise<void> {
    await this.work.run(async () => {
      if (!(await this.store.remove(actor.personId, id))) throw new SessionNotFoundError(id);
      await this.#record('session.ended', actor.personId, id);
    });
  }

  /** Ends all of the actor's sessions but the one they speak through. */
  async endOthers(actor: Actor): Promise<void> {
    await this.work.run(async () => {
      const ended = await this.store.removeOthers(actor.personId, actor.sessionId);
      await this.#record('session.others-ended', actor.personId, actor.sessionId, { ended });
    });
  }

  /** Ends the session the actor speaks through; at once, everywhere. */
  async signOut(actor: Actor): Promise<void> {
    await this.work.run(async () => {
      await this.store.remove(actor.personId, actor.sessionId);
      await this.#record('session.ended', actor.personId, actor.sessionId);
    });
  }

  /** Why a session has ended, by its age or by its silence; undefined: it has not. */
  #endOf({ expiresAt, seenAt }: FoundSession, now: Date): SessionExpiredError | SessionIdleError | undefined {
    if (now >= expiresAt) return new SessionExpiredError(expiresAt);
    const { idleMs } = this.settings;
    const idleSince = new Date(seenAt.getTime() + idleMs);
    return now >= idleSince ? new SessionIdleError(idleSince, idleMs) : undefined;
  }

  async #find(token: string): Promise<FoundSession | undefined> {
    return TOKEN.test(token) ? this.store.find(digestOf(token)) : undefined;
  }

  async #record(action: `session.${string}`, person: PersonId, id: string, details: { ended?: number } = {}) {
    await this.work.recordOwn(person, { action, subject: { kind: 'session', id }, details });
  }
}

/** The token's 256 random bits need no salt and no slow hash. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token, 'ascii').digest();
}
