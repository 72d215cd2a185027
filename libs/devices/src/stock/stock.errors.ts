import { type DeviceId, DomainError, type OrganizationId } from '#libs/kernel';

/** A device of a request, with what stands in its way. */
export interface DispatchObstacle {
  /** Such as `devices[3].macAddress`. */
  readonly path: string;
  readonly message: string;
}

/** Devices cannot be dispatched as they are named: others have their serial numbers or MAC addresses. */
export class DispatchConflictError extends DomainError<{ errors: readonly DispatchObstacle[] }> {
  readonly code = 'fleet.dispatch-conflict';
  readonly kind = 'conflict';

  /** @param errors at least one */
  constructor(errors: readonly DispatchObstacle[]) {
    super(
      `Nothing was dispatched: ${errors.length} things stand in the way, the first: ${errors[0]?.message} Mend the list and send it again.`,
      { errors },
    );
  }
}

/** The device lies elsewhere than in the stock of the provider, or with one of its customers. */
export class DeviceElsewhereError extends DomainError<{ deviceId: DeviceId; organizationId: OrganizationId }> {
  readonly code = 'fleet.device-elsewhere';
  readonly kind = 'conflict';

  /** @param organizationId whose it was to become */
  constructor(deviceId: DeviceId, serialNumber: string, organizationId: OrganizationId) {
    super(
      `Device ${serialNumber} cannot go to organization ${organizationId}: it is neither in the stock of that organization's provider nor with one of its customers. Dispatch it to the provider first.`,
      { deviceId, organizationId },
    );
  }
}

/** The device was transferred, moved or installed by somebody else while this was on its way. */
export class DeviceChangedError extends DomainError<{ deviceId: DeviceId }> {
  readonly code = 'fleet.device-changed';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, serialNumber: string) {
    super(
      `Device ${serialNumber} has just been transferred, moved or installed by somebody else, and nothing was done. Look at it again before you go on.`,
      { deviceId },
    );
  }
}

/** A device in stock was dispatched as one of another type than the form says. */
export class DeviceTypeDiffersError extends DomainError<{ field: string; type: string; dispatched: string }> {
  readonly code = 'fleet.device-type-differs';
  readonly kind = 'conflict';

  constructor(serialNumber: string, type: string, dispatched: string) {
    super(
      `Device ${serialNumber} was dispatched as "${dispatched}", but the form says "${type}". Compare with the label and correct the type.`,
      { field: 'device.type', type, dispatched },
    );
  }
}
