import type { Pool } from 'pg';
import type { DeviceKey } from '#libs/kernel';
import { bucketsOf } from './buckets.query.js';
import { connectivityOf, connectivityWithin, presenceOf } from './connectivity.query.js';
import { newestPositionsOf, thinnedTrackOf, trackOf } from './positions.query.js';
import { attributesOf, latestOf, readingsOf } from './readings.query.js';
import { rejectedMessagesOf } from './rejections.query.js';
import { seriesOf } from './series.query.js';
import type { PageRequest, SeenDevice, Span } from './telemetry.js';

/**
 * Reads telemetry back. Lists have no gaps and no repetitions while rows are added behind them.
 *
 * Telemetry out of TimescaleDB, one file of queries a subject.
 */
export class TelemetryReader {
  constructor(private readonly pool: Pool) {}

  /**
   * The newest value of each quantity, sorted by name then unit; about a second behind the acknowledgement. One that was
   * observed at a time that is not seen is left out.
   */
  latest(device: SeenDevice) {
    return latestOf(this.pool, device);
  }

  /**
   * Values of one quantity, oldest first; of all its units, if a device uses several.
   *
   * @throws {BadCursorError}
   */
  readings(device: SeenDevice, quantity: string, span: Span, page: PageRequest) {
    return readingsOf(this.pool, device, quantity, span, page);
  }

  /**
   * Numbers of one quantity summed up, oldest first. Buckets that overlap the span are given whole. Days begin at midnight
   * UTC, and multiples of them are counted from Monday 2000-01-03. If a device uses several units, those are the newest
   * one's.
   *
   * What was acknowledged is in the answer, also a backlog. Spans of more than two days are fast for lengths of whole days,
   * hours or minutes, of devices that sent no backlog within the last day and are seen throughout; others read every number.
   * A bucket of which a part is not seen sums up the rest.
   *
   * Numbers of any size are counted in; the mean never leaves the range of a double.
   *
   * @param bucketSeconds whole, 1 to 366 days
   * @throws {BucketLengthError}
   * @throws {NotNumericError} there are values in the span, and none of them is a number
   * @throws {BadCursorError}
   */
  buckets(device: SeenDevice, quantity: string, span: Span, bucketSeconds: number, page: PageRequest) {
    return bucketsOf(this.pool, device, quantity, span, bucketSeconds, page);
  }

  /**
   * Numbers of several quantities over one span, in the order asked for, as {@link buckets} gives them; their length is chosen so
   * that none has more than `points`.
   *
   * @param points 2 or more
   */
  series(device: SeenDevice, quantities: readonly string[], span: Span, points: number) {
    return seriesOf(this.pool, device, quantities, span, points);
  }

  /** What the device says about itself, sorted by name; what it said at a time that is not seen is left out. */
  attributes(device: SeenDevice) {
    return attributesOf(this.pool, device);
  }

  /** Where a device was, oldest first. @throws {BadCursorError} */
  positions(device: SeenDevice, span: Span, page: PageRequest) {
    return trackOf(this.pool, device, span, page);
  }

  /**
   * Where a device was over a span, the last position of each of so many parts of it at most; the newest one is among them. Every
   * position of the span is read: a month of one every ten seconds takes some 0.2 s.
   *
   * @param points 2 or more
   */
  track(device: SeenDevice, span: Span, points: number) {
    return thinnedTrackOf(this.pool, device, span, points);
  }

  /** The newest positions of devices, in no order; those that never told one are left out. */
  positionsOf(deviceKeys: readonly DeviceKey[]) {
    return newestPositionsOf(this.pool, deviceKeys);
  }

  /** The states of devices, in no order; those that never connected are left out. */
  presenceOf(deviceKeys: readonly DeviceKey[]) {
    return presenceOf(this.pool, deviceKeys);
  }

  /** Connects and disconnects of a device, newest first. @throws {BadCursorError} */
  connectivity(device: SeenDevice, page: PageRequest) {
    return connectivityOf(this.pool, device, page);
  }

  /** The newest connects and disconnects within a span, at most `limit`; newest first. */
  connectivityWithin(device: SeenDevice, span: Span, limit: number) {
    return connectivityWithin(this.pool, device, span, limit);
  }

  /**
   * Messages of a device that could not be stored, received at a time that is seen, newest first. @throws {BadCursorError}
   */
  rejectedMessages(device: SeenDevice, page: PageRequest) {
    return rejectedMessagesOf(this.pool, device, page);
  }
}
