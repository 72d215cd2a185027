import { DomainError } from '#libs/kernel';

/** No certificate with this serial number belongs to a device the caller sees. */
export class CertificateUnknownError extends DomainError<{ serialNumber: string }> {
  readonly code = 'fleet.certificate-unknown';
  readonly kind = 'not-found';

  constructor(serialNumber: string) {
    super(
      `There is no certificate ${serialNumber} of a device in your organizations. Its serial number stands on the device's page.`,
      { serialNumber },
    );
  }
}
