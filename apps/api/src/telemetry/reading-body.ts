import type { BucketPageBody, DeviceAttributesBody, LatestReadingsBody, ReadingPageBody } from '#libs/contracts/http';
import { type Bucket, describedQuantity, type StoredAttribute, type StoredReading } from '#libs/telemetry';

/** A reading as the API shows it. */
export function readingBody({ value, unit, observedAt, receivedAt, timeOrigin }: StoredReading) {
  return {
    value: value as ReadingPageBody['items'][number]['value'],
    unit: unit ?? null,
    observedAt: observedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    timeOrigin,
  };
}

/** The newest value of a quantity, as the API shows it. */
export function latestBody(reading: StoredReading): LatestReadingsBody['items'][number] {
  const { quantity } = reading;
  return { quantity, ...readingBody(reading), described: describedQuantity(quantity) ?? null };
}

/** An attribute, as the API shows it. */
export function attributeBody({ name, value, receivedAt }: StoredAttribute): DeviceAttributesBody['items'][number] {
  return { name, value: value as DeviceAttributesBody['items'][number]['value'], receivedAt: receivedAt.toISOString() };
}

/** Numbers summed up, as the API shows them. */
export function bucketBody({ from, count, min, avg, max, last }: Bucket): BucketPageBody['items'][number] {
  return { from: from.toISOString(), count, min, avg, max, last };
}
