import { DomainError } from '#libs/kernel';

/** The asset has no such measurement. */
export class MeasurementUnknownError extends DomainError<{ assetId: string; measurementId: string }> {
  readonly code = 'fleet.measurement-unknown';
  readonly kind = 'not-found';

  constructor(assetId: string, measurementId: string) {
    super(
      `Asset ${assetId} has no off-line measurement ${measurementId}. Look it up in the list of its measurements.`,
      { assetId, measurementId },
    );
  }
}

/** The asset has another measurement of the same time: one sample at a time is drawn. */
export class SampleTakenError extends DomainError<{ sampledAt: string; measurementId: string; field: string }> {
  readonly code = 'fleet.sample-taken';
  readonly kind = 'conflict';

  constructor(sampledAt: Date, measurementId: string) {
    const at = sampledAt.toISOString();
    super(
      `The asset has a measurement of the sample drawn at ${at} already, with other values. Change that one (${measurementId}) by PUT, or correct the time.`,
      { sampledAt: at, measurementId, field: 'sampledAt' },
    );
  }
}

/** Oil that is not drawn yet cannot have been measured. */
export class SampleInFutureError extends DomainError<{ sampledAt: string; now: string; field: string }> {
  readonly code = 'fleet.sample-in-future';
  readonly kind = 'invalid';

  constructor(sampledAt: Date, now: Date) {
    const [at, latest] = [sampledAt.toISOString(), now.toISOString()];
    super(`The sample would have been drawn at ${at}, but it is ${latest} now. Give the time the oil was drawn.`, {
      sampledAt: at,
      now: latest,
      field: 'sampledAt',
    });
  }
}
