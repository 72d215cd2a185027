import {
  bundleName,
  type CertificateIssuer,
  deviceBundle,
  type IssuedCertificate,
  P12_PASSWORD_MINIMUM_CHARACTERS,
  PasswordTooShortError,
  type PrivateKey,
  pkcs12Bundle,
} from '#libs/pki';
import type { CertificateHolder } from './certificate-holders.js';

/** A file of an issued certificate. */
export interface CertificateFile {
  readonly name: string;
  /** Text, or base64. */
  readonly content: string;
  readonly encoding: 'utf-8' | 'base64';
}

/** Writes the files a device is set up with. */
export class CertificateFiles {
  constructor(private readonly issuer: CertificateIssuer) {}

  /** The certificate with its chain, the key if the platform made it, and both in a `.p12` file under the password. */
  of(
    device: CertificateHolder,
    certificate: IssuedCertificate,
    privateKey: PrivateKey | undefined,
    password: string | undefined,
  ): readonly CertificateFile[] {
    const { chain } = this.issuer;
    const texts = deviceBundle(device.serialNumber, certificate, chain, privateKey).map(
      (file) => ({ ...file, encoding: 'utf-8' }) as const,
    );
    if (password === undefined || privateKey === undefined) return texts;
    const content = pkcs12Bundle(device.serialNumber, certificate, chain, privateKey, password).toString('base64');
    return [...texts, { name: `${bundleName(device.serialNumber)}.p12`, content, encoding: 'base64' }];
  }
}

/** What `pkcs12Bundle` would refuse, before a certificate is issued for nothing. */
export function requireLongEnough(password: string | undefined): void {
  if (password === undefined) return;
  const characters = [...password].length;
  if (characters >= P12_PASSWORD_MINIMUM_CHARACTERS) return;
  throw new PasswordTooShortError(characters, P12_PASSWORD_MINIMUM_CHARACTERS);
}
