import { type DeviceId, DomainError } from '#libs/kernel';

/** No device with this serial number is within the caller's reach. */
export class SerialNumberUnknownError extends DomainError<{ serialNumber: string; field: string }> {
  readonly code = 'fleet.serial-number-unknown';
  readonly kind = 'not-found';

  constructor(serialNumber: string) {
    super(
      `There is no device with the serial number ${serialNumber} in your organizations. Compare with the label, or have it dispatched to your stock.`,
      { serialNumber, field: 'serialNumber' },
    );
  }
}

/** Only a device that a customer has can be replaced; one in stock has no place to give. */
export class DeviceInStockError extends DomainError<{ deviceId: DeviceId }> {
  readonly code = 'fleet.device-in-stock';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, serialNumber: string) {
    super(
      `Device ${serialNumber} lies in stock, so there is no place another one could take. Assign the other one instead.`,
      { deviceId },
    );
  }
}

const obstacles = {
  itself: 'it is the device to be replaced',
  elsewhere: 'it is neither in the stock of the provider nor with the same customer',
  suspended: 'it is suspended',
  retired: 'it is retired',
  installed: 'it is installed on an asset already',
} as const;

/** Why a device cannot take another one's place. */
export type ReplacementObstacle = keyof typeof obstacles;

/** The device cannot take the other one's place. */
export class ReplacementUnfitError extends DomainError<{
  serialNumber: string;
  field: string;
  reason: ReplacementObstacle;
}> {
  readonly code = 'fleet.replacement-unfit';
  readonly kind = 'conflict';

  constructor(serialNumber: string, reason: ReplacementObstacle) {
    super(`Device ${serialNumber} cannot take the place: ${obstacles[reason]}. Choose another one.`, {
      serialNumber,
      field: 'serialNumber',
      reason,
    });
  }
}
