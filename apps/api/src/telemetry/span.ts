import { DAY_MS } from '#libs/kernel';
import type { Span } from '#libs/telemetry';

/** How far back readings go when the request does not say, milliseconds: a day. */
const DEFAULT_SPAN_MS = DAY_MS;

/** The span a request means: up to now, and a day long, unless it says otherwise. May be empty. */
export function spanOf(from: Date | undefined, to: Date | undefined, now: Date): Span {
  const end = to ?? now;
  return { from: from ?? new Date(end.getTime() - DEFAULT_SPAN_MS), to: end };
}
