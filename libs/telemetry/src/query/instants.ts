import type { Span } from './telemetry.js';

/** An instant in microseconds since 1970 UTC. */
export function usOf(instant: Date): number {
  return instant.getTime() * 1000;
}

/** RFC 3339 with microseconds, which a `Date` cannot hold. @param us microseconds since 1970 UTC, whole */
export function isoOfUs(us: number): string {
  const ms = Math.floor(us / 1000);
  const rest = String(us - ms * 1000).padStart(3, '0');
  return new Date(ms).toISOString().replace('Z', `${rest}Z`);
}

/** Spans as a value of PostgreSQL's tstzmultirange. */
export function multirangeOf(spans: readonly Span[]): string {
  return `{${spans.map(({ from, to }) => `[${from.toISOString()},${to.toISOString()})`).join(',')}}`;
}

/**
 * When a reading or a position was, of whoever sees a device for some spans of time: a device whose clock is ahead has observed
 * nothing after it was received, and whoever has the device then would see what another's device measured.
 */
export const SEEN_AT = 'least(observed_at, received_at)';
