import { type DeviceId, DomainError } from '#libs/kernel';

/** No device with this id belongs to the organizations the caller sees. */
export class DeviceUnknownError extends DomainError<{ deviceId: DeviceId }> {
  readonly code = 'fleet.device-unknown';
  readonly kind = 'not-found';

  constructor(deviceId: DeviceId) {
    super(`There is no device ${deviceId} in your organizations. Look it up by its serial number in the device list.`, {
      deviceId,
    });
  }
}

/** The device is in a state in which this cannot happen to it. */
export class LifecycleTransitionError extends DomainError<{
  deviceId: DeviceId;
  lifecycle: string;
  event: string;
  possible: readonly string[];
}> {
  readonly code = 'fleet.lifecycle-transition';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, lifecycle: string, event: string, possible: readonly string[]) {
    const rest = possible.length === 0 ? 'nothing can happen to it any more' : `possible now: ${possible.join(', ')}`;
    super(`Device ${deviceId} is ${lifecycle}, so "${event}" cannot happen to it; ${rest}.`, {
      deviceId,
      lifecycle,
      event,
      possible,
    });
  }
}
