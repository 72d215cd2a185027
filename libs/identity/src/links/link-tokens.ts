import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { typedCodeFrom } from './typed-code.js';

/** What a link opens. */
export type LinkKind = 'invitation' | 'activation' | 'password' | 'reset' | 'address-change';

/** Length of the key that tokens are derived with, bytes. */
const KEY_BYTES = 32;
const ID_BYTES = 16;
/** 16 bytes of id and 32 of HMAC in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/** Makes the key for {@link LinkTokens}: 32 random bytes in base64url, to be kept in a file of mode 0600. */
export function newLinkKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/**
 * Tokens of invitation and account links, derived and never stored.
 *
 * A token is the row's id and HMAC-SHA-256 over kind and id, 64 characters of base64url. So an administrator can be
 * shown it again (R2-11, R3-28), and a copy of the database opens no account without the key, which lies outside it.
 * Whether the link still works is the row's business: its state, its expiry.
 */
export class LinkTokens {
  readonly #key: Buffer;

  /** @param key as {@link newLinkKey} makes it */
  constructor(key: string) {
    this.#key = Buffer.from(key, 'base64url');
    if (this.#key.length !== KEY_BYTES || this.#key.toString('base64url') !== key)
      throw new TypeError(`The link key must be ${KEY_BYTES} bytes in base64url; this one is not.`);
  }

  /** @param id UUID of the invitation or account link */
  tokenFor(kind: LinkKind, id: string): string {
    const idBytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    return Buffer.concat([idBytes, this.#mac(kind, idBytes)]).toString('base64url');
  }

  /**
   * The code of a site's invitation (R4-13), derived as tokens are; 16 characters, as people type them.
   *
   * @param id UUID of the grant
   */
  shareCodeFor(id: string): string {
    return typedCodeFrom(this.#mac('share code', Buffer.from(id.replaceAll('-', ''), 'hex')));
  }

  /**
   * Reads a token of one of these kinds.
   *
   * @returns the row's id, lower case with hyphens; undefined for anything we did not make
   */
  read<Kind extends LinkKind>(token: string, kinds: readonly Kind[]): { kind: Kind; id: string } | undefined {
    if (!TOKEN.test(token)) return undefined;
    const bytes = Buffer.from(token, 'base64url');
    const idBytes = bytes.subarray(0, ID_BYTES);
    const kind = kinds.find((candidate) => timingSafeEqual(this.#mac(candidate, idBytes), bytes.subarray(ID_BYTES)));
    return kind && { kind, id: uuidFrom(idBytes) };
  }

  #mac(kind: LinkKind | 'share code', idBytes: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(`fieldgate ${kind} link\0`, 'utf8').update(idBytes).digest();
  }
}

function uuidFrom(bytes: Buffer): string {
  const text = bytes.toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
