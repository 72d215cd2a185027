/** An hour, milliseconds. */
export const HOUR_MS = 3_600_000;
/** A day of 24 hours, milliseconds; a calendar day of a place may be an hour shorter or longer. */
export const DAY_MS = 24 * HOUR_MS;
