import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** RFC 6238 §4.1: the step that every authenticator app assumes, seconds. */
export const STEP_SECONDS = 30;
/** RFC 4226 §4, R6: at least 128 bits, 160 recommended. */
const SECRET_BYTES = 20;
/** RFC 6238 §5.2: steps before and after the present one that are taken, for clocks that are off. */
const WINDOW_STEPS = 1;
/** Codes for the day the telephone is lost. */
const RECOVERY_CODES = 10;
/** 80 random bits each. */
const RECOVERY_CODE_BYTES = 10;
const SIX_DIGITS = /^[0-9]{6}$/;
const SEPARATORS = /[\s-]/g;

/** A new shared secret: 32 characters of base32 (RFC 4648 §6). */
export function newSecret(): string {
  return new Secret({ buffer: bytes(SECRET_BYTES) }).base32;
}

/** The secret as authenticator apps read it from a QR code, `otpauth://totp/…`. */
export function otpauthUri(secret: string, issuer: string, account: string): string {
  return totp(secret, { issuer, label: account }).toString();
}

/**
 * The time step a code is of (RFC 6238 §4.2), the present one or a neighbor.
 *
 * @param text as typed; white space and hyphens do not count
 * @returns undefined: it is no code of these steps
 */
export function stepOf(secret: string, text: string, at: Date): number | undefined {
  const code = text.replace(SEPARATORS, '');
  if (!SIX_DIGITS.test(code)) return undefined;
  const timestamp = at.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW_STEPS });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

/** The code of an instant: six digits. */
export function codeAt(secret: string, at: Date): string {
  return totp(secret).generate({ timestamp: at.getTime() });
}

/** Ten new recovery codes, each 16 characters of base32 in groups of four with hyphens. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const { base32 } = new Secret({ buffer: bytes(RECOVERY_CODE_BYTES) });
    return base32.replace(/.{4}(?=.)/g, '$&-');
  });
}

/** SHA-256 of a recovery code, however it was typed; its 80 random bits need no slow hash. */
export function recoveryCodeHash(text: string): Buffer {
  return createHash('sha256').update(text.replace(SEPARATORS, '').toUpperCase(), 'utf8').digest();
}

function totp(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: STEP_SECONDS });
}

function bytes(count: number): ArrayBuffer {
  return Uint8Array.from(randomBytes(count)).buffer;
}
