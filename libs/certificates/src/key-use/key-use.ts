import { type DeviceId, DomainError } from '#libs/kernel';

/** What is known of a key that was certified before. */
export interface KeyUse {
  /** The one device it identifies; null: none. */
  readonly deviceId: string | null;
  /** An authority's, or that of a process of the platform. */
  readonly isPlatform: boolean;
  readonly compromisedAt: Date | null;
}

/** Why a key is refused; `foreign`: it is the key of another device or of the platform itself. */
export type KeyRefusal = 'compromised' | 'foreign';

/** A key that must not identify this device; whoever sent it holds its private half, so those above are told. */
export abstract class KeyRefusedError extends DomainError<{ deviceId: DeviceId; spkiSha256: string }> {
  abstract readonly refusal: KeyRefusal;
}

/** A certificate of the key was revoked for keyCompromise: it identifies nobody ever again. */
export class KeyCompromisedError extends KeyRefusedError {
  readonly code = 'fleet.key-compromised';
  readonly kind = 'conflict';
  readonly refusal = 'compromised';

  constructor(deviceId: DeviceId, spkiSha256: string) {
    super(
      `The key with the SHA-256 fingerprint ${spkiSha256} was compromised and is refused for ever. Make a new key on device ${deviceId} and send a request with it; the administrators above were told.`,
      { deviceId, spkiSha256 },
    );
  }
}

/** The key is known under another name: a key identifies one device. */
export class KeyInUseError extends KeyRefusedError {
  readonly code = 'fleet.key-in-use';
  readonly kind = 'conflict';
  readonly refusal = 'foreign';

  // Whose it is, is not said: the other device may belong to somebody else.
  constructor(deviceId: DeviceId, spkiSha256: string) {
    super(
      `The key with the SHA-256 fingerprint ${spkiSha256} identifies something else than device ${deviceId} and is refused. Make a new key on the device and send a request with it; the administrators above were told.`,
      { deviceId, spkiSha256 },
    );
  }
}

/**
 * Passes if the key may identify the device.
 *
 * @param spkiSha256 names the key
 * @throws {KeyCompromisedError} it was compromised, on whatever device
 * @throws {KeyInUseError} it is another device's, or the platform's own
 */
export function requireOwnKey(id: DeviceId, spkiSha256: string, use: KeyUse): void {
  if (use.compromisedAt !== null) throw new KeyCompromisedError(id, spkiSha256);
  if (use.isPlatform || use.deviceId !== id) throw new KeyInUseError(id, spkiSha256);
}
