import type { Clock } from '#libs/kernel';
import { type CertificateOrder, draftCertificate } from './certificate-draft.js';
import type { CertificateIssuer } from './certificate-issuer.js';
import type { Alongside, CertificateLedger } from './certificate-ledger.js';
import type { CertificateProfile } from './certificate-profile.js';
import type { IssuedCertificate } from './issued-certificate.js';
import { randomSerialNumber, type SerialNumber } from './serial-number.js';

/** Issues certificates: checked, accounted for, signed, accounted for again, in this order. */
export class Issuance {
  constructor(
    private readonly issuer: CertificateIssuer,
    private readonly ledger: CertificateLedger,
    private readonly clock: Clock,
    private readonly newSerialNumber: () => SerialNumber = randomSerialNumber,
  ) {}

  /**
   * Issues one certificate.
   *
   * Every call gives another certificate; earlier ones stay valid until they expire or are revoked. Not to be called inside
   * a transaction: the serial number must be durable before anything is signed.
   *
   * @param alongside committed together with the record of the certificate, such as its audit event; if it throws, the
   *   certificate is not recorded and not handed out
   * @returns the certificate, already recorded
   * @throws what `draftCertificate` refuses, before a serial number is reserved; what ledger and issuer throw, after which the
   * serial number stays reserved and can be revoked
   */
  async issue(profile: CertificateProfile, order: CertificateOrder, alongside?: Alongside): Promise<IssuedCertificate> {
    const draft = draftCertificate(profile, order, this.issuer, this.clock.now());
    const reserved = await this.ledger.reserve(this.newSerialNumber(), draft);
    const certificate = await this.issuer.sign(reserved);
    await this.ledger.record(certificate, alongside);
    return certificate;
  }
}
