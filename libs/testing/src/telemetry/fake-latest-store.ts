import { type LatestSnapshot, LatestStore } from '#libs/telemetry';
import type { UnreliableDatabase } from './unreliable-database.js';

/** Newest values in memory, by device and quantity. */
export class FakeLatestStore extends LatestStore {
  readonly values = new Map<string, { readonly observedUs: number; readonly value: number | string }>();
  readonly seenAt = new Map<number, number>();
  /** Numbers of the batches whose newest values were written, in order. */
  readonly written: number[] = [];
  repairs = 0;

  constructor(private readonly database: UnreliableDatabase) {
    super();
  }

  write({ devices, batches }: LatestSnapshot): Promise<void> {
    return this.database.answer('write latest values', () => {
      for (const [deviceKey, { rows, seenAt }] of devices) {
        for (const { quantityId, observedUs, value, json } of rows) {
          const key = `${deviceKey} ${quantityId}`;
          if ((this.values.get(key)?.observedUs ?? 0) < observedUs)
            this.values.set(key, { observedUs, value: json ?? value });
        }
        this.seenAt.set(deviceKey, Math.max(this.seenAt.get(deviceKey) ?? 0, seenAt));
      }
      this.written.push(...batches);
    });
  }

  repair(): Promise<number> {
    return this.database.answer('repair latest values', () => {
      this.repairs++;
      return 0;
    });
  }
}
