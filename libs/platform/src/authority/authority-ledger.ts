import { CertificateLedger, type IssuedCertificate, type ReservationEntry } from '#libs/pki';
import { appendLine } from './secret-files.js';

const LEDGER_MODE = 0o644; // nothing in it is secret

/**
 * Keeps account of the authorities' own certificates in a file beside them, one JSON object a line.
 *
 * They are made before there is a database. The registry learns of them from the certificates themselves.
 */
export class AuthorityLedger extends CertificateLedger {
  constructor(private readonly path: string) {
    super();
  }

  async record({ serialNumber, fingerprintSha256 }: IssuedCertificate): Promise<void> {
    await this.append({ event: 'issued', serialNumber, fingerprintSha256 });
  }

  protected async storeReservation({ serialNumber, profile, subject, reservedAt }: ReservationEntry): Promise<void> {
    await this.append({ event: 'reserved', serialNumber, profile, subject: subject.commonName, at: reservedAt });
  }

  private append(entry: object): Promise<void> {
    return appendLine(this.path, JSON.stringify(entry), LEDGER_MODE);
  }
}
