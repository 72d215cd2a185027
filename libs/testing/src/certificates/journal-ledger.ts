import { CertificateLedger, type IssuedCertificate, type ReservationEntry } from '#libs/pki';

/** A ledger in memory that writes down, in order, what it was asked to do. */
export class JournalLedger extends CertificateLedger {
  readonly reservations: ReservationEntry[] = [];
  readonly certificates: IssuedCertificate[] = [];

  /** @param journal gets `reserve <serial number>` and `record <serial number>`; share it to see the order among fakes */
  constructor(readonly journal: string[] = []) {
    super();
  }

  async record(certificate: IssuedCertificate): Promise<void> {
    this.journal.push(`record ${certificate.serialNumber}`);
    this.certificates.push(certificate);
  }

  protected async storeReservation(entry: ReservationEntry): Promise<void> {
    if (this.reservations.some(({ serialNumber }) => serialNumber === entry.serialNumber)) {
      throw new Error(`Serial number ${entry.serialNumber} is taken.`);
    }
    this.journal.push(`reserve ${entry.serialNumber}`);
    this.reservations.push(entry);
  }
}
