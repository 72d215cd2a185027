import type { ReadingColumns } from './reading-columns.js';

/**
 * Numbers that are observed longer ago than this when they are stored may come after the aggregates were made, which end half an
 * hour ago (timescale/0003-aggregates.sql); the rest is for clocks that differ. Microseconds.
 */
const LATE_AFTER_US = 1_500_000_000;
const DAY_US = 86_400_000_000;

/** Days of quantities of devices, each once; columns of equal length. */
export interface LateDays {
  readonly deviceKeys: readonly number[];
  readonly quantityIds: readonly number[];
  /** 00:00 UTC, microseconds since 1970. */
  readonly daysUs: readonly number[];
}

/**
 * The days that hold numbers which are stored late.
 *
 * @param readings sorted by key, their quantities resolved
 * @param nowMs when they are stored, milliseconds since 1970: a message may have waited since it was received
 */
export function lateDaysOf(readings: ReadingColumns, nowMs: number): LateDays {
  const deviceKeys: number[] = [];
  const quantityIds: number[] = [];
  const daysUs: number[] = [];
  const lateBeforeUs = nowMs * 1000 - LATE_AFTER_US;
  for (let row = 0; row < readings.length; row++) {
    const observedUs = readings.observedUs[row] as number;
    if (observedUs >= lateBeforeUs) continue;
    const deviceKey = readings.deviceKeys[row] as number;
    const quantityId = readings.quantityIds[row] as number;
    const dayUs = Math.floor(observedUs / DAY_US) * DAY_US;
    if (dayUs === daysUs.at(-1) && quantityId === quantityIds.at(-1) && deviceKey === deviceKeys.at(-1)) continue;
    deviceKeys.push(deviceKey);
    quantityIds.push(quantityId);
    daysUs.push(dayUs);
  }
  return { deviceKeys, quantityIds, daysUs };
}
