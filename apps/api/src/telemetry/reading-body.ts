import type { BucketPageBody, ReadingPageBody } from '#libs/contracts/http';
import type { Bucket, StoredReading } from '#libs/telemetry';

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

/** Numbers summed up, as the API shows them. */
export function bucketBody({ from, count, min, avg, max, last }: Bucket): BucketPageBody['items'][number] {
  return { from: from.toISOString(), count, min, avg, max, last };
}
