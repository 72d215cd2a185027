import { DomainError } from '#libs/kernel';

/** A field of the form, with what is wrong with it. */
interface FieldError {
  /** Dotted, such as `device.serialNumber`. */
  readonly path: string;
  readonly message: string;
}

/** What two devices cannot share, in words. */
const uniqueFields = { serialNumber: 'serial number', macAddress: 'MAC address' } as const;

/** Another device has the serial number, the MAC address or both. */
export class DeviceTakenError extends DomainError<{ errors: readonly FieldError[] }> {
  readonly code = 'fleet.device-taken';
  readonly kind = 'conflict';

  /** @param taken at least one, with the value that was asked for */
  constructor(taken: readonly (readonly [field: keyof typeof uniqueFields, value: string])[], options?: ErrorOptions) {
    const errors = taken.map(([field, value]) => ({
      path: `device.${field}`,
      message: `A device with the ${uniqueFields[field]} ${value} is registered already.`,
    }));
    const messages = errors.map(({ message }) => message);
    super([...messages, 'Compare with the label: each device is registered once.'].join(' '), { errors }, options);
  }
}
