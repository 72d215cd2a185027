import type { Pool } from 'pg';
import type { DeviceKey } from '#libs/kernel';
import { type PageRequest, type SeenDevice, type Span, TelemetryReader } from '../telemetry-reader.js';
import { bucketsOf } from './bucket-queries.js';
import { connectivityOf, presenceOf } from './connectivity-queries.js';
import { newestPositionsOf, trackOf } from './position-queries.js';
import { attributesOf, latestOf, readingsOf } from './reading-queries.js';
import { rejectedMessagesOf } from './rejection-queries.js';

/** Telemetry out of TimescaleDB, one file of queries a subject. */
export class TimescaleTelemetryReader extends TelemetryReader {
  constructor(private readonly pool: Pool) {
    super();
  }

  latest(device: SeenDevice) {
    return latestOf(this.pool, device);
  }

  readings(device: SeenDevice, quantity: string, span: Span, page: PageRequest) {
    return readingsOf(this.pool, device, quantity, span, page);
  }

  buckets(device: SeenDevice, quantity: string, span: Span, bucketSeconds: number, page: PageRequest) {
    return bucketsOf(this.pool, device, quantity, span, bucketSeconds, page);
  }

  attributes(deviceKey: DeviceKey) {
    return attributesOf(this.pool, deviceKey);
  }

  positions(device: SeenDevice, span: Span, page: PageRequest) {
    return trackOf(this.pool, device, span, page);
  }

  positionsOf(deviceKeys: readonly DeviceKey[]) {
    return newestPositionsOf(this.pool, deviceKeys);
  }

  presenceOf(deviceKeys: readonly DeviceKey[]) {
    return presenceOf(this.pool, deviceKeys);
  }

  connectivity(device: SeenDevice, page: PageRequest) {
    return connectivityOf(this.pool, device, page);
  }

  rejectedMessages(device: SeenDevice, page: PageRequest) {
    return rejectedMessagesOf(this.pool, device, page);
  }
}
