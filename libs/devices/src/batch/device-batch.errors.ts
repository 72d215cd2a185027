import { type DeviceId, DomainError } from '#libs/kernel';

/** There is no such batch of the caller's. */
export class DeviceBatchUnknownError extends DomainError<{ batchId: string; field?: string }> {
  readonly code = 'fleet.device-batch-unknown';
  readonly kind = 'not-found';

  /** @param field where the id stands in the request, if it stands in its body */
  constructor(batchId: string, field?: string) {
    super(`There is no batch ${batchId} among yours.`, { batchId, ...(field !== undefined && { field }) });
  }
}

/** No device would be touched. */
export class DeviceBatchEmptyError extends DomainError<{ field: string }> {
  readonly code = 'fleet.device-batch-empty';
  readonly kind = 'invalid';

  constructor(field: 'filter' | 'batchId') {
    const what = field === 'filter' ? 'The filter finds no device you see' : 'That batch changed no device';
    super(`${what}, so there is nothing to do.`, { field });
  }
}

/** The filter finds more devices than one batch takes. */
export class DeviceBatchTooLargeError extends DomainError<{ maximum: number; field: string }> {
  readonly code = 'fleet.device-batch-too-large';
  readonly kind = 'invalid';

  constructor(maximum: number) {
    super(`The filter finds more than ${maximum} devices, the most of one batch. Narrow it, and do the rest after.`, {
      maximum,
      field: 'filter',
    });
  }
}

/** The batch is at its end and cannot be canceled. */
export class DeviceBatchEndedError extends DomainError<{ batchId: string; status: string }> {
  readonly code = 'fleet.device-batch-ended';
  readonly kind = 'conflict';

  constructor(batchId: string, status: string) {
    super(`Batch ${batchId} cannot be canceled: it is ${status}. What it did stays.`, { batchId, status });
  }
}

/** The organization has as many unfinished batches as it may have. */
export class TooManyDeviceBatchesError extends DomainError<{ maximum: number }> {
  readonly code = 'fleet.too-many-device-batches';
  readonly kind = 'conflict';

  constructor(maximum: number) {
    super(
      `The organization has ${maximum} batches that are not at their end, which is the most. Wait for one, or cancel it.`,
      { maximum },
    );
  }
}

/** A device of a batch could not be dealt with for a reason that nobody foresaw; the others go on. */
export class DeviceBatchStepFailedError extends DomainError<{ deviceId: DeviceId; attempts: number }> {
  readonly code = 'fleet.device-batch-step-failed';
  readonly kind = 'unavailable';

  constructor(deviceId: DeviceId, attempts: number) {
    super(
      `Device ${deviceId} was tried at least ${attempts} times, and something went wrong on our side each time; the log of the worker says what. Nothing about it was changed.`,
      { deviceId, attempts },
    );
  }
}
