import type { DeviceKey } from '#libs/kernel';
import type { TimeOrigin } from '../ingest/time-origin.js';

/** A value as a device sent it: a number, a text, true or false, an object or an array. */
export type ReadingValue = number | string | boolean | { readonly [name: string]: unknown } | readonly unknown[];

/** A value of one quantity at one instant. All instants here have milliseconds; what is stored may be finer. */
export interface StoredReading {
  readonly quantity: string;
  /** As the device said it; the plain payload forms carry none. */
  readonly unit: string | undefined;
  readonly value: ReadingValue;
  readonly observedAt: Date;
  readonly receivedAt: Date;
  readonly timeOrigin: TimeOrigin;
}

/** What the numbers of one quantity were within a span. */
export interface Bucket {
  /** Where the span begins; it is as long as was asked for. */
  readonly from: Date;
  /** 1 or more: spans without numbers are left out. */
  readonly count: number;
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  /** The value observed last. */
  readonly last: number;
}

/** Where a device was, WGS 84 degrees. */
export interface StoredPosition {
  readonly deviceKey: DeviceKey;
  readonly latitude: number;
  readonly longitude: number;
  /** Radius in meters, if the device said one. */
  readonly accuracyMeters: number | undefined;
  readonly observedAt: Date;
  readonly receivedAt: Date;
  readonly timeOrigin: TimeOrigin;
}

/** Where a device was over a span, thinned. */
export interface Track {
  /** How many positions there are in the span. */
  readonly positions: number;
  /** Oldest first. */
  readonly items: readonly StoredPosition[];
}

/** What a device says about itself. */
export interface StoredAttribute {
  readonly name: string;
  readonly value: ReadingValue;
  readonly receivedAt: Date;
}

/** Whether a device is connected. A device without one never was. */
export interface DevicePresence {
  readonly deviceKey: DeviceKey;
  readonly state: 'connected' | 'disconnected';
  readonly since: Date;
  /** Why it is disconnected. */
  readonly cause: string | undefined;
  /** Its last connect or message, about a second behind. */
  readonly lastSeenAt: Date;
  readonly remoteAddress: string | undefined;
}

/** A connect or a disconnect. */
export interface ConnectivityEvent {
  readonly occurredAt: Date;
  readonly event: 'connected' | 'disconnected';
  /** Why it was disconnected. */
  readonly cause: string | undefined;
  readonly sessionId: string;
  readonly remoteAddress: string | undefined;
}

/** A message of which something could not be stored. */
export interface RejectedMessage {
  readonly receivedAt: Date;
  readonly topic: string;
  /** The permanent code of the first reason. */
  readonly code: string;
  readonly reasons: readonly { readonly code: string; readonly index?: number; readonly reason: string }[];
  /** How many reasons there were; the first sixteen are described. */
  readonly reasonCount: number;
  /** The first 64 KiB. */
  readonly payload: Uint8Array;
  /** How long it was. */
  readonly payloadBytes: number;
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Asks for the next page; `undefined` on the last one. */
  readonly nextCursor: string | undefined;
}

/** Which part of a list. */
export interface PageRequest {
  /** Items, 1 to 10 000. */
  readonly limit: number;
  /** `nextCursor` of the page before; none for the first page. */
  readonly cursor?: string | undefined;
}

/** A half-open span: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/**
 * A device as somebody sees it: what it observed outside these spans does not exist for them. A device that changes hands
 * is not one that each of its owners sees whole.
 */
export interface SeenDevice {
  readonly key: DeviceKey;
  /** Oldest first; they neither overlap nor touch. None: nothing is seen. */
  readonly spans: readonly Span[];
}
