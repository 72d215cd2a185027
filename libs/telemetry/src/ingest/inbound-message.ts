import type { DeviceKey } from '#libs/kernel';

/** What a message is about; the broker reads it off the topic. `unknown`: the device's own topic, but none we have. */
export type Channel = 'telemetry' | 'location' | 'attributes' | 'command-response' | 'unknown';

/** One PUBLISH of a device, as the broker got it. Whoever passes it on does not change it, nor the payload, afterwards. */
export interface InboundMessage {
  readonly deviceKey: DeviceKey;
  readonly channel: Channel;
  /** As published, for people who look for the cause of a rejection. */
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  /** The DUP flag (MQTT 3.1.1 §3.3.1.1): the device may have sent this very message before. */
  readonly redelivered: boolean;
  /** MQTT 3.1.1 §2.3.1; `undefined` with QoS 0. */
  readonly packetIdentifier: number | undefined;
  /** Sent by the broker in the name of a device it no longer hears (MQTT 3.1.1 §3.1.2.5): no sign of life. */
  readonly isWill?: boolean;
  /** When it arrived, whole milliseconds since 1970 UTC. */
  readonly receivedAt: number;
}

/**
 * What became of a message. Only `stored` may be acknowledged; after every other outcome of a QoS 1 or 2 message the
 * broker ends the connection without an acknowledgement, so that the device keeps its message and sends it again.
 *
 * - `stored`: committed, as readings, positions and attributes or, as far as it could not be used, as rejected message
 * - `dropped`: QoS 0 while too much is waiting for the database; counted
 * - `overloaded`: QoS 1 or 2 while as much is waiting as memory allows
 * - `closing`: the ingest has been told to close
 * - `failed`: the database refuses it for a reason nobody foresaw; it was reported loudly
 */
export type IngestOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'closing' }
  | { readonly kind: 'failed' };

/** Told once what became of a message. It must not throw. */
export type Settled = (outcome: IngestOutcome) => void;
