import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA-256 in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Tokens against cross-site request forgery, derived from the session and never stored.
 *
 * A browser sends its cookie with whatever another site makes it send; this value only our own pages can read.
 */
export class CsrfTokens {
  readonly #key: Buffer;

  /** @param linkKey as `newLinkKey` makes it */
  constructor(linkKey: string) {
    this.#key = Buffer.from(linkKey, 'base64url');
  }

  /** The session's token: 43 characters of base64url, the same for the session's whole life. */
  tokenFor(sessionId: string): string {
    return this.#mac(sessionId).toString('base64url');
  }

  /** Whether it is the session's token; compared in constant time. */
  matches(sessionId: string, token: string): boolean {
    return TOKEN.test(token) && timingSafeEqual(this.#mac(sessionId), Buffer.from(token, 'base64url'));
  }

  #mac(sessionId: string): Buffer {
    return createHmac('sha256', this.#key).update(`fieldgate csrf\0${sessionId}`, 'utf8').digest();
  }
}
