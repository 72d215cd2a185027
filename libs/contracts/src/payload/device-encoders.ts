/** A value a device can send: what JSON can say, `null` excepted. Numbers are finite. */
export type SentValue = number | boolean | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** Any JSON value. */
export type JsonValue = SentValue | null;

/** Values of several quantities at one instant, as a device observed them. */
export interface TelemetrySample {
  /** When they were observed, milliseconds since 1970 UTC by the device's clock. */
  readonly observedAtMs: number;
  readonly values: Readonly<Record<string, SentValue>>;
}

/** A place a device observed. */
export interface PositionSample {
  /** When it was there, milliseconds since 1970 UTC by the device's clock. */
  readonly observedAtMs: number;
  /** Degrees north, WGS 84. */
  readonly latitude: number;
  /** Degrees east, WGS 84. */
  readonly longitude: number;
  /** Radius in meters within which the device knows itself to be. */
  readonly accuracyMeters?: number;
}

/** The payload of `devices/me/telemetry` for one sample, JSON text. {@link decodeTelemetry} reads it back. */
export function encodeTelemetry({ observedAtMs, values }: TelemetrySample): string {
  return JSON.stringify({ ts: observedAtMs, values });
}

/** The payload of `devices/me/location` for one position, JSON text. {@link decodeLocation} reads it back. */
export function encodeLocation({ observedAtMs, latitude, longitude, accuracyMeters }: PositionSample): string {
  return JSON.stringify({ lat: latitude, lon: longitude, accuracy: accuracyMeters, ts: observedAtMs });
}

/** Joins payloads of one topic, each one JSON object, into the array form for a backlog; one alone stays an object. */
export function encodeBacklog(payloads: readonly string[]): string {
  const [only] = payloads;
  return payloads.length === 1 && only !== undefined ? only : `[${payloads.join(',')}]`;
}
