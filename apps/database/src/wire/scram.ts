// SCRAM-SHA-256, the server's side (RFC 5802, RFC 7677), as PostgreSQL speaks it over SASL messages (PostgreSQL 17,
// §53.3). Left out: channel binding (there is no TLS on loopback), SASLprep (the password is ours and plain ASCII),
// and extensions, of which a mandatory one ("m=") ends the exchange as RFC 5802 §5.1 wants. The user name in the
// exchange is ignored, as PostgreSQL does: the start-up packet has named it.
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

export const SCRAM_MECHANISM = 'SCRAM-SHA-256';

/** PostgreSQL's own count; RFC 7677 §4 asks for at least this. The password has 256 bits, so more would gain nothing. */
const ITERATIONS = 4096;
const SALT_BYTES = 16;
const NONCE_BYTES = 18;
const DIGEST_BYTES = 32;

/** What the server keeps of a password (RFC 5802 §3): enough to check a proof, too little to make one. */
export interface ScramVerifier {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

const hmac = (key: Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();

/** Makes the verifier of a password with a salt of its own; takes some milliseconds. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(SALT_BYTES)): ScramVerifier {
  const saltedPassword = pbkdf2Sync(password, salt, ITERATIONS, DIGEST_BYTES, 'sha256');
  return {
    salt,
    iterations: ITERATIONS,
    storedKey: sha256(hmac(saltedPassword, 'Client Key')),
    serverKey: hmac(saltedPassword, 'Server Key'),
  };
}

/** One exchange: `first`, then `final`; any answer of undefined means refused. */
export class ScramExchange {
  #clientFirstBare = '';
  #gs2Header = '';
  #serverFirst = '';
  #nonce = '';

  constructor(
    private readonly verifier: ScramVerifier,
    private readonly serverNonce: string = randomBytes(NONCE_BYTES).toString('base64'),
  ) {}

  /** Takes client-first-message (RFC 5802 §7), returns server-first-message. */
  first(clientFirst: string): string | undefined {
    const match = /^([ny],(?:a=[^,]*)?,)(n=[^,]*,r=([\x21-\x2b\x2d-\x7e]+).*)$/s.exec(clientFirst);
    if (!match) return undefined;
    const [, gs2Header = '', bare = '', clientNonce = ''] = match;
    this.#gs2Header = gs2Header;
    this.#clientFirstBare = bare;
    this.#nonce = clientNonce + this.serverNonce;
    this.#serverFirst = `r=${this.#nonce},s=${this.verifier.salt.toString('base64')},i=${this.verifier.iterations}`;
    return this.#serverFirst;
  }

  /** Takes client-final-message, returns server-final-message if the proof shows knowledge of the password. */
  final(clientFinal: string): string | undefined {
    const match = /^(c=([^,]+),r=([^,]+).*),p=([A-Za-z0-9+/]+=*)$/s.exec(clientFinal);
    if (!match || this.#nonce === '') return undefined;
    const [, withoutProof = '', binding = '', nonce = '', proofText = ''] = match;
    if (binding !== Buffer.from(this.#gs2Header).toString('base64') || nonce !== this.#nonce) return undefined;
    const proof = Buffer.from(proofText, 'base64');
    if (proof.length !== DIGEST_BYTES) return undefined;
    const authMessage = `${this.#clientFirstBare},${this.#serverFirst},${withoutProof}`;
    const clientSignature = hmac(this.verifier.storedKey, authMessage);
    const clientKey = Buffer.from(proof.map((byte, i) => byte ^ (clientSignature[i] as number)));
    if (!timingSafeEqual(sha256(clientKey), this.verifier.storedKey)) return undefined;
    return `v=${hmac(this.verifier.serverKey, authMessage).toString('base64')}`;
  }
}
