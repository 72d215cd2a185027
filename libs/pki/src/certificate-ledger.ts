import type { OrganizationId, PersonId } from '#libs/kernel';
import type { CertificateDraft } from './certificate-draft.js';
import type { CertificateSubject } from './certificate-subject.js';
import type { IssuedCertificate } from './issued-certificate.js';
import type { SerialNumber } from './serial-number.js';

/** What a ledger keeps of a serial number before anything is signed under it. */
export interface ReservationEntry {
  readonly serialNumber: SerialNumber;
  /** Name of the profile. */
  readonly profile: string;
  /** `subject.commonName` is the device's id when `subject.kind` is `device`. */
  readonly subject: CertificateSubject;
  /** SHA-256 of the issuing authority's certificate; `undefined` for a root. */
  readonly issuerFingerprintSha256: string | undefined;
  /** SHA-256 of the subject's SubjectPublicKeyInfo, lower-case hexadecimal: a ledger may refuse a key it knows. */
  readonly spkiSha256: string;
  readonly requestedBy: PersonId | undefined;
  /** Whose the subject was when the order was checked: a ledger may refuse one that is somebody else's by now. */
  readonly owner: OrganizationId | undefined;
  readonly reservedAt: Date;
}

/**
 * A draft whose serial number is durable: the only thing an issuer signs.
 *
 * Only a `CertificateLedger` makes one, and only after it has stored the serial number; it can be signed once. So a crash
 * leaves a serial number without a certificate, never a certificate nobody knows to revoke.
 */
class ReservedSerialNumber {
  #signed = false;

  constructor(
    readonly serialNumber: SerialNumber,
    readonly draft: CertificateDraft,
  ) {}

  static takeOnce(reserved: ReservedSerialNumber): void {
    // Reading the private member fails on anything that was not made here, whatever its type claims.
    if (reserved.#signed) {
      throw new Error(`Serial number ${reserved.serialNumber} was signed already; reserve another one.`);
    }
    reserved.#signed = true;
  }
}

/**
 * Marks a reserved serial number as signed; issuers call it before they sign.
 *
 * @throws {Error} it was signed already, or no ledger made it: a fault of the program
 */
export function takeOnce(reserved: ReservedSerialNumber): void {
  ReservedSerialNumber.takeOnce(reserved);
}

// The class stays in this file: others can name the type and cannot make one.
export type { ReservedSerialNumber };

/**
 * Keeps account of every serial number and every certificate. A port: the registry implements it, tests fake it.
 *
 * `Event` tells of an issued certificate; what it is, is the ledger's to say.
 */
export abstract class CertificateLedger<Event = never> {
  /**
   * Stores the serial number and gives leave to sign under it.
   *
   * @throws whatever the store throws; then nothing was reserved, or nobody will sign under it
   */
  async reserve(serialNumber: SerialNumber, draft: CertificateDraft): Promise<ReservedSerialNumber> {
    await this.storeReservation({
      serialNumber,
      profile: draft.profile.name,
      subject: draft.subject,
      issuerFingerprintSha256: draft.issuer?.fingerprintSha256,
      spkiSha256: draft.key.spkiSha256,
      requestedBy: draft.requestedBy,
      owner: draft.owner,
      reservedAt: draft.at,
    });
    return new ReservedSerialNumber(serialNumber, draft);
  }

  /**
   * Stores a signed certificate under its reserved serial number.
   *
   * The certificate is handed out only after this has returned. Recording the same certificate again changes nothing.
   *
   * @param event kept with the record, or neither is
   */
  abstract record(certificate: IssuedCertificate, event?: Event): Promise<void>;

  /**
   * Makes the entry durable before it returns: committed, not merely written inside an open transaction.
   *
   * @throws if the serial number is taken, or the key is not to be certified for this subject
   */
  protected abstract storeReservation(entry: ReservationEntry): Promise<void>;
}
