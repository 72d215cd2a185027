import type { Clock, Scheduler } from '#libs/kernel';
import type { Batch } from '../ingest/batch.js';
import type { TelemetryObserver } from '../observer.js';
import { TelemetryUnavailableError } from '../telemetry.errors.js';
import type { LatestStore } from './latest-port.js';
import { type DeviceLatest, type LatestRow, LatestSnapshot } from './latest-snapshot.js';

/** Pause between two flushes, milliseconds. */
const PAUSE_MS = 1_000;
/** A flush that takes long is followed by a pause this many times longer, so that readings have the database to themselves. */
const PAUSE_FACTOR = 4;
const LONGEST_PAUSE_MS = 10_000;
/** About 100 MB. */
const MAXIMUM_ROWS = 500_000;

/**
 * The newest value of each quantity, the newest position and the last sign of life of each device: gathered in memory as
 * batches are committed and written about once a second, however many messages came.
 *
 * What is lost with the process is not lost: each batch leaves a note of the devices it touched, which goes when their
 * newest values are written, and from which they are made again otherwise ({@link LatestStore.repair}).
 */
export class LatestValues {
  private snapshot = new LatestSnapshot();
  private cancel: (() => void) | undefined;
  private flushing: Promise<void> | undefined;
  private overflowed = false;
  private isClosed = false;

  /** @param maximumRows that are held at most; what comes on top is made again from the stored readings later */
  constructor(
    private readonly store: LatestStore,
    private readonly clock: Clock,
    private readonly scheduler: Scheduler,
    private readonly observer: TelemetryObserver,
    private readonly maximumRows = MAXIMUM_ROWS,
  ) {}

  /** Flushes about every second from now on. */
  start(): void {
    this.schedule(PAUSE_MS);
  }

  /** Takes what a committed batch holds. */
  note(batch: Batch): void {
    const { snapshot } = this;
    if (snapshot.rowCount >= this.maximumRows) {
      this.overflowed = true; // the note the batch left stays, and is worked off when memory is free again
      return;
    }
    snapshot.batches.push(batch.number);
    for (const [deviceKey, heardAt] of batch.heard) {
      const device = snapshot.device(deviceKey);
      if (device.seenAt < heardAt) device.seenAt = heardAt;
    }
    noteReadings(snapshot, batch);
    for (const { deviceKey, json, ...row } of batch.texts) {
      snapshot.put(snapshot.device(deviceKey), { ...row, value: 0, json }, 0);
    }
    for (const position of batch.positions) snapshot.putPosition(snapshot.device(position.deviceKey), position);
  }

  /**
   * Writes what is new. It does not reject: if the database is away, what is new is kept for the next time; if it is
   * refused, that is reported, and the notes of its batches stay.
   */
  flush(): Promise<void> {
    this.flushing ??= this.write().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  /** Stops, and writes what is new if the database is there. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.cancel?.();
    await this.flushing;
    await this.flush();
  }

  private schedule(delayMs: number): void {
    if (this.isClosed) return;
    this.cancel = this.scheduler.after(delayMs, () => void this.tick());
  }

  private async tick(): Promise<void> {
    const startedAt = performance.now();
    await this.flush();
    const tookMs = performance.now() - startedAt;
    this.schedule(Math.min(Math.max(PAUSE_MS, PAUSE_FACTOR * tookMs), LONGEST_PAUSE_MS));
  }

  private async write(): Promise<void> {
    const { snapshot } = this;
    if (snapshot.batches.length === 0 && !this.overflowed) return;
    this.snapshot = new LatestSnapshot();
    const { overflowed } = this;
    this.overflowed = false;
    try {
      if (snapshot.batches.length > 0) await this.store.write(snapshot);
      if (overflowed) await this.store.repair(this.clock.now());
      this.observer.latestFlushed(snapshot.rowCount);
    } catch (cause) {
      this.overflowed = true;
      if (!(cause instanceof TelemetryUnavailableError))
        return this.observer.backgroundFailed('write latest values', cause);
      this.takeBack(snapshot);
      this.observer.retrying('write latest values', cause, PAUSE_MS);
    }
  }

  /** What came in the meantime is newer or not, device by device; the newest stays. */
  private takeBack(older: LatestSnapshot): void {
    const { snapshot } = this;
    snapshot.batches.push(...older.batches);
    for (const [deviceKey, from] of older.devices) {
      const device = snapshot.device(deviceKey);
      device.seenAt = Math.max(device.seenAt, from.seenAt);
      from.rows.forEach((row, index) => {
        snapshot.put(device, row, index);
      });
      if (from.position !== undefined) snapshot.putPosition(device, from.position);
    }
  }
}

/** The rows of a message stand together and come in the same order each time: the search starts where the last ended. */
function noteReadings(snapshot: LatestSnapshot, { readings }: Batch): void {
  const { deviceKeys, quantityIds, observedUs, receivedUs, timeOrigins, values, length } = readings;
  let deviceKey = -1;
  let device: DeviceLatest | undefined;
  let near = 0;
  const row: LatestRow = { quantityId: 0, observedUs: 0, receivedUs: 0, timeOrigin: 0, value: 0, json: undefined };
  for (let at = 0; at < length; at++) {
    if (device === undefined || deviceKeys[at] !== deviceKey) {
      deviceKey = deviceKeys[at] as number;
      device = snapshot.device(deviceKey);
      near = 0;
    }
    row.quantityId = quantityIds[at] as number;
    row.observedUs = observedUs[at] as number;
    row.receivedUs = receivedUs[at] as number;
    row.timeOrigin = timeOrigins[at] as number;
    row.value = values[at] as number;
    near = snapshot.put(device, row, near) + 1;
  }
}
