import type { RegistrationAvailabilityBody, RegistrationAvailabilityQuery } from '#libs/contracts/http';

/** A device that has one of the labels asked for. */
export interface LabeledDevice {
  readonly serialNumber: string;
  readonly macAddress: string;
  readonly type: string;
  /** In a stock the actor registers from. */
  readonly isInStock: boolean;
}

/** A device is taken from stock only if both labels are its own: that of another one is taken. */
export function availabilityOf(
  asked: RegistrationAvailabilityQuery,
  found: readonly LabeledDevice[],
): RegistrationAvailabilityBody {
  const fits = (device: LabeledDevice) =>
    device.isInStock &&
    (asked.serialNumber ?? device.serialNumber) === device.serialNumber &&
    (asked.macAddress ?? device.macAddress) === device.macAddress;
  const of = (label: 'serialNumber' | 'macAddress') => {
    if (asked[label] === undefined) return null;
    const device = found.find((one) => one[label] === asked[label]);
    if (!device) return 'free';
    return fits(device) ? 'in-stock' : 'taken';
  };
  const stocked = found.find(fits);
  return {
    serialNumber: of('serialNumber'),
    macAddress: of('macAddress'),
    stockedDevice: stocked
      ? { serialNumber: stocked.serialNumber, macAddress: stocked.macAddress, type: stocked.type }
      : null,
  };
}
