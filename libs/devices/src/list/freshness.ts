/**
 * A device that gave no sign of life for this long is stale, connected or not: the time in which a new device is promised
 * to be seen (R1-41).
 */
export const FRESH_FOR_MS = 15 * 60 * 1000;
