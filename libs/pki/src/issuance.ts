import type { Clock } from '#libs/kernel';
import { type CertificateOrder, draftCertificate } from './certificate-draft.js';
import type { CertificateIssuer } from './certificate-issuer.js';
import type { CertificateLedger } from './certificate-ledger.js';
import type { CertificateProfile } from './certificate-profile.js';
import type { IssuedCertificate } from './issued-certificate.js';
import { randomSerialNumber, type SerialNumber } from './serial-number.js';

/** Issues certificates: checked, accounted for, signed, accounted for again, in this order. */
export class Issuance<Event = never> {
  constructor(
    private readonly issuer: CertificateIssuer,
    private readonly ledger: CertificateLedger<Event>,
    private readonly clock: Clock,
    private readonly newSerialNumber: () => SerialNumber = randomSerialNumber,
  ) {}

  /**
   * Issues one certificate.
   *
   * Every call gives another certificate; earlier ones stay valid until they expire or are revoked. Not to be called inside
   * a transaction: the serial number must be durable before anything is signed.
   *
   * @param eventOf what is kept together with the record of the certificate, such as its audit event; if it cannot be kept,
   *   the certificate is not recorded and not handed out
   * @returns the certificate, already recorded
   * @throws what `draftCertificate` refuses, before a serial number is reserved; what ledger and issuer throw, after which the
   * serial number stays reserved and can be revoked
   */
  async issue(
    profile: CertificateProfile,
    order: CertificateOrder,
    eventOf?: (certificate: IssuedCertificate) => Event,
  ): Promise<IssuedCertificate> {
    const draft = draftCertificate(profile, order, this.issuer, this.clock.now());
    const reserved = await this.ledger.reserve(this.newSerialNumber(), draft);
    const certificate = await this.issuer.sign(reserved);
    await this.ledger.record(certificate, eventOf?.(certificate));
    return certificate;
  }
}
