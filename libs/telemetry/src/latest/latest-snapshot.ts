import type { PositionRow } from '../ingest/batch.js';
import { isNewer } from './believed-time.js';

/** Newest value of one quantity of one device. */
export interface LatestRow {
  quantityId: number;
  observedUs: number;
  receivedUs: number;
  timeOrigin: number;
  value: number;
  /** JSON text if it is no number; then `value` means nothing. */
  json: string | undefined;
}

/** What is new of one device since the last time it was written. */
export class DeviceLatest {
  readonly rows: LatestRow[] = [];
  position: PositionRow | undefined;
  /** When its last message came, milliseconds since 1970 UTC. */
  seenAt = 0;
}

/** What is new of all devices, and the batches it comes from. */
export class LatestSnapshot {
  readonly devices = new Map<number, DeviceLatest>();
  readonly batches: number[] = [];
  rowCount = 0;

  device(deviceKey: number): DeviceLatest {
    let device = this.devices.get(deviceKey);
    if (device === undefined) {
      device = new DeviceLatest();
      this.devices.set(deviceKey, device);
      this.rowCount++;
    }
    return device;
  }

  /** Keeps the value if it is the newest. @param near where the row is likely to be. @returns where it is */
  put(device: DeviceLatest, from: LatestRow, near: number): number {
    const { rows } = device;
    let at = near < rows.length ? near : 0;
    if (rows[at]?.quantityId !== from.quantityId) at = rows.findIndex((row) => row.quantityId === from.quantityId);
    const row = rows[at];
    if (row === undefined) {
      this.rowCount++;
      return rows.push({ ...from }) - 1;
    }
    if (isNewer(from, row)) {
      row.observedUs = from.observedUs;
      row.receivedUs = from.receivedUs;
      row.timeOrigin = from.timeOrigin;
      row.value = from.value;
      row.json = from.json;
    }
    return at;
  }

  putPosition(device: DeviceLatest, position: PositionRow): void {
    if (device.position === undefined || isNewer(position, device.position)) device.position = position;
  }
}
