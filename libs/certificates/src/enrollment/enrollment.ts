import type { DeviceLifecycle } from '#libs/contracts/http';
import type { DeviceId } from '#libs/kernel';
import { DeviceNotEnrollableError, TooManyCertificatesError } from './enrollment.errors.js';

/**
 * Valid certificates a device may have at once. Two are enough to roll over; the rest is room for mistakes, and a lost
 * answer is one.
 */
export const MAXIMUM_VALID_CERTIFICATES = 5;

/** A reservation nothing was signed under counts as valid for this long: its certificate may be on its way. */
export const RESERVATION_COUNTS_MS = 60_000;

/** In which states a device gets certificates: those in which its first one makes, or leaves, it active. */
export const enrollableStates = {
  registered: true,
  active: true,
  suspended: false,
  retired: false,
} as const satisfies Record<DeviceLifecycle, boolean>;

/**
 * Passes if the device may get another certificate now.
 *
 * @param valid how many it has, those reserved in the last minute included
 * @throws {DeviceNotEnrollableError} the device is suspended or retired
 * @throws {TooManyCertificatesError} it has five already
 */
export function requireEnrollable(id: DeviceId, lifecycle: DeviceLifecycle, valid: number): void {
  if (!enrollableStates[lifecycle]) throw new DeviceNotEnrollableError(id, lifecycle);
  if (valid >= MAXIMUM_VALID_CERTIFICATES) throw new TooManyCertificatesError(id, valid, MAXIMUM_VALID_CERTIFICATES);
}
