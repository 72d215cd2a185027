import { type DeviceId, DomainError } from '#libs/kernel';

/** A device in this state gets no certificates. */
export class DeviceNotEnrollableError extends DomainError<{ deviceId: DeviceId; lifecycle: string }> {
  readonly code = 'fleet.device-not-enrollable';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, lifecycle: string) {
    const next = lifecycle === 'suspended' ? ' Lift the suspension first.' : '';
    super(`Device ${deviceId} is ${lifecycle} and gets no certificate.${next}`, { deviceId, lifecycle });
  }
}

/** The device has as many valid certificates as it may have at once. */
export class TooManyCertificatesError extends DomainError<{ deviceId: DeviceId; valid: number; maximum: number }> {
  readonly code = 'fleet.too-many-certificates';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, valid: number, maximum: number) {
    super(
      `Device ${deviceId} has ${valid} valid certificates, and ${maximum} are the most it may have. Revoke those it does not use, then ask again.`,
      { deviceId, valid, maximum },
    );
  }
}

/** The device was transferred while its certificate was made. */
export class DeviceTransferredError extends DomainError<{ deviceId: string }> {
  readonly code = 'fleet.device-transferred';
  readonly kind = 'conflict';

  constructor(deviceId: string) {
    super(
      `Device ${deviceId} was transferred to another organization while its certificate was made, and nobody gets that one. Ask again if the device is still yours.`,
      { deviceId },
    );
  }
}
