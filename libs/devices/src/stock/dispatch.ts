import type { DeviceLifecycle, DispatchRequest, MacAddress, SerialNumber } from '#libs/contracts/http';
import type { DeviceId, OrganizationId } from '#libs/kernel';
import type { DispatchObstacle } from './stock.errors.js';

/** A device as production names it. */
export type DispatchedDevice = DispatchRequest['devices'][number];

/** A device that is there already under a serial number or MAC address that was named. */
export interface PresentDevice {
  readonly id: DeviceId;
  readonly serialNumber: SerialNumber;
  readonly macAddress: MacAddress;
  /** Name of its model. */
  readonly type: string;
  readonly lifecycle: DeviceLifecycle;
  readonly owner: { readonly id: OrganizationId; readonly path: string; readonly name: string };
}

/** What became of a dispatched device. */
export interface DispatchOutcome {
  readonly id: DeviceId;
  readonly serialNumber: SerialNumber;
  readonly outcome: 'created' | 'handed-over' | 'unchanged';
}

/** Names every device that a list names twice. */
export function repetitionsIn(devices: readonly DispatchedDevice[]): readonly DispatchObstacle[] {
  return (['serialNumber', 'macAddress'] as const).flatMap((field) => {
    const first = new Map<string, number>();
    return devices.flatMap((device, index): DispatchObstacle[] => {
      const before = first.get(device[field]);
      if (before === undefined) first.set(device[field], index);
      if (before === undefined) return [];
      return [{ path: `devices[${index}].${field}`, message: `devices[${before}] has ${device[field]} already.` }];
    });
  });
}

/**
 * What is to be done with a device that was there before: nothing if it came to the provider already, also if it went on
 * to a customer; a transfer if it lies in the operator's stock.
 *
 * @param present those with the serial number or MAC address of any named device
 * @returns what stands in the way, otherwise
 */
export function judgePresent(
  wanted: DispatchedDevice,
  index: number,
  provider: { readonly path: string },
  operatorPath: string,
  present: {
    readonly bySerialNumber: ReadonlyMap<string, PresentDevice>;
    readonly byMacAddress: ReadonlyMap<string, PresentDevice>;
  },
): DispatchOutcome | readonly DispatchObstacle[] {
  const { serialNumber, macAddress, type } = wanted;
  const named = present.bySerialNumber.get(serialNumber);
  const addressed = present.byMacAddress.get(macAddress);
  const obstacle = (field: keyof DispatchedDevice, message: string) => ({
    path: `devices[${index}].${field}`,
    message,
  });
  if (named === undefined || named.id !== addressed?.id) {
    const obstacles: DispatchObstacle[] = [];
    if (named) obstacles.push(obstacle('serialNumber', `Serial number ${serialNumber} is that of another device.`));
    if (addressed) obstacles.push(obstacle('macAddress', `MAC address ${macAddress} is that of another device.`));
    return obstacles;
  }
  if (named.type !== type)
    return [obstacle('type', `Device ${serialNumber} is of type "${named.type}", not "${type}".`)];
  const { id, owner, lifecycle } = named;
  if (owner.path.startsWith(provider.path)) return { id, serialNumber, outcome: 'unchanged' };
  if (lifecycle === 'retired') return [obstacle('serialNumber', `Device ${serialNumber} is retired.`)];
  if (owner.path === operatorPath) return { id, serialNumber, outcome: 'handed-over' };
  return [obstacle('serialNumber', `Device ${serialNumber} is with "${owner.name}" already.`)];
}
