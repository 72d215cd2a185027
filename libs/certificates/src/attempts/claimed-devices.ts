import { macAddress } from '#libs/contracts/http';

/** What the names in a certificate can mean of devices, each in the spelling the registry has. */
export interface ClaimedDevices {
  readonly deviceIds: readonly string[];
  readonly serialNumbers: readonly string[];
  readonly macAddresses: readonly string[];
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** EUI-64 made of an EUI-48 (RFC 4291, appendix A), as `urn:dev:mac:` has it (RFC 9039 §4.1). */
const widened = /^([0-9a-f]{6})fffe([0-9a-f]{6})$/i;

/** Reads names as ids, serial numbers and MAC addresses of devices; a name may be several of these. */
export function claimedDevices(names: readonly string[]): ClaimedDevices {
  return {
    deviceIds: names.filter((name) => uuid.test(name)).map((name) => name.toLowerCase()),
    serialNumbers: names.map((name) => name.trim().normalize('NFC').toUpperCase()),
    macAddresses: names.flatMap((name) => {
      const read = macAddress.safeParse(name.replace(widened, '$1$2'));
      return read.success ? [read.data] : [];
    }),
  };
}
