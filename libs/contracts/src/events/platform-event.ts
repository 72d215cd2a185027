/**
 * What the processes of the platform tell one another over the internal bus.
 *
 * An event only says sooner what a committed row says anyway: a lost one costs seconds, never the truth. Fields may be
 * added, none renamed, and a receiver ignores what it does not know, so that processes of two versions understand each
 * other.
 */
import { z } from 'zod';
import { certificateSerialNumber, revocationReason } from '../http/certificate.js';
import { deviceIdField, deviceLifecycle } from '../http/device.js';
import { timestamp } from '../http/text.js';

/** A certificate was revoked: sessions that were opened with it end. */
const certificateRevoked = z.object({
  serialNumber: certificateSerialNumber,
  /** SHA-256 of the DER encoding, lower-case hexadecimal; null if nothing was ever signed under the serial number. */
  fingerprintSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 fingerprint: 64 hexadecimal digits, lower case')
    .nullable(),
  /** Null for certificates of the platform's own processes. */
  deviceId: deviceIdField.nullable(),
  revokedAt: timestamp,
  reason: revocationReason,
});

/** A device came into another state: the sessions of one that may not connect end. */
const deviceLifecycleChanged = z.object({ deviceId: deviceIdField, lifecycle: deviceLifecycle });

/** Every event with its shape; the name is also its topic on the bus. */
export const platformEvents = Object.freeze({
  'certificate.revoked': certificateRevoked,
  'device.lifecycle-changed': deviceLifecycleChanged,
});

export type PlatformEventName = keyof typeof platformEvents;
/** An event as it is received, checked. */
export type PlatformEvent<Name extends PlatformEventName> = z.output<(typeof platformEvents)[Name]>;
/** An event as it is sent. */
export type PlatformEventBody<Name extends PlatformEventName> = z.input<(typeof platformEvents)[Name]>;
