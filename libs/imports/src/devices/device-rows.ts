import { z } from 'zod';
import {
  type DeviceLifecycle,
  type MacAddress,
  macAddress,
  type SerialNumber,
  serialNumber,
  singleLine,
} from '#libs/contracts/http';
import type { RowCells } from '../engine/import-columns.js';
import type { Verdict } from '../engine/import-job.js';
import { bad, problemsOf, type Read, verdictOn } from '../engine/import-subject.js';

/** A device that is to be dispatched into the stock of a provider. */
export interface DeviceRow {
  readonly serialNumber: SerialNumber;
  readonly macAddress: MacAddress;
  /** Name of a device model. */
  readonly type: string;
  readonly name?: string | undefined;
}

export const deviceColumns = { required: ['serialNumber', 'macAddress', 'type'], optional: ['name'] } as const;

const schema = z.object({
  serialNumber: z.preprocess(absentAsEmpty, serialNumber),
  macAddress: z.preprocess(absentAsEmpty, macAddress),
  type: singleLine(100),
  name: singleLine(200).optional(),
});

/** An empty cell is told what it must be. */
function absentAsEmpty(value: unknown): unknown {
  return value ?? '';
}

/** Reads the cells of a row. */
export function readDeviceRow(cells: RowCells): Read<DeviceRow> {
  const read = schema.safeParse({ ...cells, type: cells.type ?? '' });
  return read.success ? { wanted: read.data } : { problems: problemsOf(read.error.issues) };
}

/** A device of the platform that has the serial number or the MAC address of a row. */
export interface ExistingDevice {
  readonly id: string;
  readonly serialNumber: string;
  readonly macAddress: string;
  readonly type: string;
  readonly name: string;
  readonly lifecycle: DeviceLifecycle;
  /** The organization that has it. */
  readonly owner: { readonly id: string; readonly name: string };
  /** It lies in the stock of the provider, or a customer of theirs has it. */
  readonly isBelow: boolean;
  /** It lies in the operator's own stock, from where it is dispatched. */
  readonly isInCentralStock: boolean;
}

/** What the rows of a batch are compared with. */
export interface DeviceWorld {
  readonly provider: { readonly name: string };
  /** Names of the device models. */
  readonly types: readonly string[];
  readonly bySerialNumber: ReadonlyMap<string, ExistingDevice>;
  readonly byMacAddress: ReadonlyMap<string, ExistingDevice>;
  /** Whether the actor may give devices here another name. */
  readonly mayRename: boolean;
}

/**
 * Compares a row with the devices there are (R1-26): a new one is made in the provider's stock, one of the operator's
 * stock comes over, one the provider or a customer of theirs has stays where it is.
 */
export function compareDevice(wanted: DeviceRow, world: DeviceWorld): Verdict {
  const type = world.types.find((name) => name.toLowerCase() === wanted.type.toLowerCase());
  if (type === undefined) {
    const known = world.types.map((name) => `"${name}"`).join(', ');
    return bad({ column: 'type', message: `There is no device type "${wanted.type}"; known: ${known}.` });
  }
  const existing = world.bySerialNumber.get(wanted.serialNumber);
  if (existing) return compareWithExisting(wanted, type, existing, world);
  if (world.byMacAddress.has(wanted.macAddress)) return bad(taken('macAddress', 'MAC address', wanted.macAddress));
  const { serialNumber: serial, macAddress: mac, name } = wanted;
  return verdictOn(null, { serialNumber: serial, macAddress: mac, type, name, organization: world.provider.name });
}

function compareWithExisting(wanted: DeviceRow, type: string, existing: ExistingDevice, world: DeviceWorld): Verdict {
  if (!existing.isBelow && !existing.isInCentralStock)
    return bad(taken('serialNumber', 'serial number', wanted.serialNumber));
  const problems = [];
  if (existing.macAddress !== wanted.macAddress) {
    const message = `The device ${wanted.serialNumber} has the MAC address ${existing.macAddress}; it cannot become ${wanted.macAddress}.`;
    problems.push({ column: 'macAddress', message });
  }
  if (existing.type !== type) {
    const message = `The device ${wanted.serialNumber} is of type "${existing.type}"; it cannot become "${type}".`;
    problems.push({ column: 'type', message });
  }
  if (existing.isInCentralStock && existing.lifecycle === 'retired') {
    const message = `The device ${wanted.serialNumber} is retired and is dispatched no more.`;
    problems.push({ column: 'serialNumber', message });
  }
  const isRenamed = wanted.name !== undefined && wanted.name !== existing.name;
  if (isRenamed && !world.mayRename) {
    const message = `You may not change the name of the device, which is "${existing.name}"; leave the cell empty.`;
    problems.push({ column: 'name', message });
  }
  if (problems.length > 0) return bad(...problems);
  const before = { name: existing.name, organization: existing.owner.name };
  const organization = existing.isInCentralStock ? world.provider.name : undefined;
  return verdictOn(before, { name: wanted.name, organization });
}

const taken = (column: string, what: string, value: string) => ({
  column,
  message: `A device with the ${what} ${value} is registered already.`,
});
