import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { inspect } from 'node:util';
import { encryptPrivateKeyInfo } from './encrypted-private-key.js';
import { PrivateKeyUnreadableError } from './errors.js';

const HIDDEN = '[private key]';

/**
 * A private key that does not show itself: printed, logged, inspected or put into JSON it is "[private key]".
 *
 * The key leaves through `toPkcs8Pem` and `toEncryptedPkcs8Pem` only.
 */
export class PrivateKey {
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    if (key.type !== 'private') throw new TypeError(`A private key is needed, not a ${key.type} key.`);
    this.#key = key;
  }

  /** The public half. */
  get publicKey(): KeyObject {
    return createPublicKey(this.#key);
  }

  /** Signs with SHA-256: ECDSA as DER (RFC 3279 §2.2.3), RSA with PKCS #1 v1.5 padding (RFC 4055 §5). */
  signSha256(data: Uint8Array): Buffer {
    return sign('sha256', data, this.#key);
  }

  /** The key in clear: PKCS #8 PrivateKeyInfo (RFC 5958 §2), PEM. */
  toPkcs8Pem(): string {
    return this.#key.export({ type: 'pkcs8', format: 'pem' }).toString();
  }

  /** The key in clear: PKCS #8 PrivateKeyInfo (RFC 5958 §2), DER. */
  toPkcs8Der(): Buffer {
    return this.#key.export({ type: 'pkcs8', format: 'der' });
  }

  /** The key encrypted under a passphrase (see `encryptPrivateKeyInfo`), PEM; "openssl pkey" reads it. Takes a fifth of a second. */
  async toEncryptedPkcs8Pem(passphrase: string): Promise<string> {
    return encryptPrivateKeyInfo(this.toPkcs8Der(), passphrase);
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

/**
 * Reads a PKCS #8 private key, PEM, encrypted or not.
 *
 * @param passphrase needed if it is encrypted
 * @throws {PrivateKeyUnreadableError} not a key, or the passphrase is wrong or missing
 */
export function parsePrivateKey(pem: string, passphrase?: string): PrivateKey {
  try {
    return new PrivateKey(
      createPrivateKey({ key: pem, format: 'pem', ...(passphrase !== undefined && { passphrase }) }),
    );
  } catch (cause) {
    throw new PrivateKeyUnreadableError(pem.includes('ENCRYPTED'), { cause });
  }
}
