import { macAddress } from './mac-address.js';
import { serialNumber } from './serial-number.js';

/** What the label of a device says. */
export interface DeviceLabel {
  readonly serialNumber?: string;
  readonly macAddress?: string;
  /** Name of its device model. */
  readonly type?: string;
}

/**
 * Reads what is printed on a device as a code: `FG1:serial=FG-0001;mac=00C0B71A2B3C;type=Gateway`, in any order and with any of
 * the three left out, or a serial number or a MAC address alone. Values are percent-encoded where they hold `;`, `=` or `%`.
 *
 * @returns `undefined` where it is none of these
 */
export function deviceLabel(text: string): DeviceLabel | undefined {
  const printed = text.trim();
  if (/^FG1:/i.test(printed)) return labelOf(partsOf(printed.slice('FG1:'.length)));
  const mac = macAddress.safeParse(printed);
  if (mac.success) return { macAddress: mac.data };
  const serial = serialNumber.safeParse(printed);
  // A web address is a code on many devices, and no serial number.
  return serial.success && !serial.data.includes('://') ? { serialNumber: serial.data } : undefined;
}

function partsOf(body: string): ReadonlyMap<string, string> {
  return new Map(
    body.split(';').map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name.trim().toLowerCase(), decoded(value.join('='))] as const;
    }),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value).trim();
  } catch {
    return value.trim(); // a lone % stands for itself
  }
}

function labelOf(parts: ReadonlyMap<string, string>): DeviceLabel | undefined {
  const serial = serialNumber.safeParse(parts.get('serial') ?? '');
  const mac = macAddress.safeParse(parts.get('mac') ?? '');
  const type = parts.get('type') ?? '';
  if (!serial.success && !mac.success) return undefined;
  return {
    ...(serial.success && { serialNumber: serial.data }),
    ...(mac.success && { macAddress: mac.data }),
    ...(type !== '' && { type }),
  };
}
