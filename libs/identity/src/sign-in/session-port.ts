import type { PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';

/** A session, without its token. */
export interface Session {
  readonly id: string;
  readonly personId: PersonId;
  readonly createdAt: Date;
  /** Ends then, whatever is done in it; exclusive. */
  readonly expiresAt: Date;
  /** Of a request, to the minute. */
  readonly seenAt: Date;
  /** Where it was opened from; null: outside any request. */
  readonly remoteAddress: string | null;
  /** What the browser or program called itself when it was opened, at most 256 characters. */
  readonly userAgent: string | null;
  /** Opened for a browser: the token went out as a cookie. */
  readonly isCookie: boolean;
}

/** What every request needs to know of its session. */
export interface FoundSession {
  readonly actor: Actor;
  readonly expiresAt: Date;
  readonly seenAt: Date;
  /** Somebody else has seen the person's password (R0-05). */
  readonly passwordStale: boolean;
}

export interface SessionSelection {
  readonly personId: PersonId;
  /** Only sessions that end after it. */
  readonly endAfter: Date;
  /** Only sessions seen after it. */
  readonly seenAfter: Date;
  /** Only sessions before this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Sessions by the SHA-256 of their token. */
export abstract class SessionStore {
  /** Adds a session and forgets the person's oldest beyond `keep`. */
  abstract add(session: Session, tokenHash: Buffer, keep: number): Promise<void>;
  /** The session and who it speaks for, in one query. */
  abstract find(tokenHash: Buffer): Promise<FoundSession | undefined>;
  /** Notes that the session was used; an earlier instant than the noted one changes nothing. */
  abstract noteSeen(id: string, at: Date): Promise<void>;
  /** Newest first. */
  abstract list(selection: SessionSelection): Promise<readonly Session[]>;
  /** @returns false if the person has no such session */
  abstract remove(personId: PersonId, id: string): Promise<boolean>;
  /** Ends all sessions of the person but this one; null: all of them. @returns how many */
  abstract removeOthers(personId: PersonId, keepId: string | null): Promise<number>;
}
