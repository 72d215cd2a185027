import type { X509Certificate } from 'node:crypto';
import { Certificate, readX509 } from './certificate.js';
import type { SerialNumber } from './serial-number.js';

/** A certificate that one of our issuers signed. */
export class IssuedCertificate extends Certificate {
  declare readonly serialNumber: SerialNumber;

  private constructor(
    x509: X509Certificate,
    /** Name of the profile it was issued under. */
    readonly profile: string,
  ) {
    super(x509);
  }

  /** Takes what an issuer has just signed under a reserved serial number. */
  static of(der: Uint8Array, profile: string): IssuedCertificate {
    return new IssuedCertificate(readX509(der), profile);
  }
}
