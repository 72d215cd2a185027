import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D §8.2.2: random nonces, far fewer than 2³² of them a key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is kept in the box; each kind has a key of its own. */
export type SecretKind = 'second factor' | 'identity provider';

/**
 * Keeps secrets that must be read again, so that a copy of the database alone does not tell them.
 *
 * AES-256-GCM under a key derived (HKDF-SHA-256, RFC 5869) from the link key, which lies in a file outside the database.
 * A sealed secret opens only in the row it was sealed for.
 */
export class SecretBox {
  readonly #key: Buffer;
  readonly #kind: SecretKind;

  /** @param linkKey as `newLinkKey` makes it */
  constructor(linkKey: string, kind: SecretKind) {
    this.#kind = kind;
    const secret = Buffer.from(linkKey, 'base64url');
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', `fieldgate ${kind} secret`, KEY_BYTES));
  }

  /**
   * @param rowId of the row it will lie in
   * @returns nonce (12 bytes), tag (16 bytes), ciphertext
   */
  seal(secret: string, rowId: string): Uint8Array<ArrayBuffer> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(rowId, 'utf8'));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Uint8Array.from(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
  }

  /** @throws {TypeError} it was sealed with another key, for another row, or was altered: is the link key the right one? */
  open(sealed: Uint8Array, rowId: string): string {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(rowId, 'utf8'))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (cause) {
      throw new TypeError(
        `The ${this.#kind} secret of ${rowId} does not open: the link key is not the one it was sealed with, or the row was altered.`,
        { cause },
      );
    }
  }
}
