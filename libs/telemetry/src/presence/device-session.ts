import type { DeviceKey } from '#libs/kernel';

/** One network connection of a device, from an accepted CONNECT to its end. */
export interface DeviceSession {
  /** UUID, new for every connection. */
  readonly sessionId: string;
  readonly deviceKey: DeviceKey;
  /** When the CONNECT was accepted, milliseconds since 1970 UTC. Of two sessions of a device the later one counts. */
  readonly connectedAt: number;
  /** Where the device called from, `192.0.2.7:51034`, for people; `undefined` if nobody can tell. */
  readonly remoteAddress: string | undefined;
}

/**
 * Why a session ended: a permanent code in kebab case of at most 64 characters, such as `client-disconnect`,
 * `keep-alive`, `taken-over`, `certificate-revoked`. `broker-lost` is written by the sweep: the broker that held the
 * session stopped telling that it lives.
 */
export type DisconnectCause = string;
