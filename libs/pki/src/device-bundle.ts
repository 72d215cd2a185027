import type { Certificate } from './certificate.js';
import type { PrivateKey } from './private-key.js';

/** A file to hand out. */
export interface BundleFile {
  readonly name: string;
  /** Text, ASCII. */
  readonly content: string;
}

const NAME_MAXIMUM_CHARACTERS = 64;
/** Names that Windows keeps for devices, whatever the extension. */
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Makes the files a device is set up with (R1-35, R1-37).
 *
 * `SERIAL.key` is the private key, PKCS #8 in PEM; it is left out if the device made its own. `SERIAL.pem` holds the device's
 * certificate, then the issuing authority, then the root: the same file serves as client certificate and as trust anchor,
 * since the root also stands above the broker's server certificate.
 *
 * @param serialNumber the device's own, not the certificate's; characters that a file name cannot hold become "_"
 * @param authorities the chain of the issuer, root last
 */
export function deviceBundle(
  serialNumber: string,
  certificate: Certificate,
  authorities: readonly Certificate[],
  privateKey?: PrivateKey,
): readonly BundleFile[] {
  const name = bundleName(serialNumber);
  return [
    ...(privateKey ? [{ name: `${name}.key`, content: privateKey.toPkcs8Pem() }] : []),
    { name: `${name}.pem`, content: [certificate, ...authorities].map(({ pem }) => pem).join('') },
  ];
}

/** Makes a file name, without extension, of a device's serial number: letters, digits, ".", "_" and "-", at most 64. */
export function bundleName(serialNumber: string): string {
  const name = serialNumber
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, NAME_MAXIMUM_CHARACTERS);
  if (name === '') return 'device';
  return RESERVED_NAME.test(name) ? `_${name}` : name;
}
