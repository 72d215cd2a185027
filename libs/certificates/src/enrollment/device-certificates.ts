import { type Actor, requireNoGuest } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import type { IssuedCertificate } from '#libs/pki';
import type { CertificateRecord, CertificateStore } from '../ledger/certificate.store.js';
import { type CertificateFile, type CertificateFiles, requireLongEnough } from './certificate-files.js';
import type { CertificateHolders } from './certificate-holders.js';
import type { CertificateSigning } from './certificate-signing.js';
import type { DeviceKeys } from './device-keys.js';

/** As many certificates of one device are listed, the newest: years of renewals. */
const LISTED = 100;

/** How a certificate is asked for. */
export interface CertificateOrderForm {
  /** PKCS #10 in PEM; without it the platform makes the key. */
  readonly csr?: string | undefined;
  /** Adds a `.p12` file under this password. */
  readonly pkcs12Password?: string | undefined;
}

/** A certificate with its files, among them the private key: in the caller's hands and nowhere else. */
export interface EnrolledDevice {
  readonly certificate: IssuedCertificate;
  readonly files: readonly CertificateFile[];
}

/** Gives devices their certificates (R1-31…R1-36). */
export class DeviceCertificates {
  constructor(
    private readonly holders: CertificateHolders,
    private readonly store: CertificateStore,
    private readonly keys: DeviceKeys,
    private readonly signing: CertificateSigning,
    private readonly files: CertificateFiles,
  ) {}

  /**
   * Issues one more certificate to a device; the first one makes it active.
   *
   * Earlier certificates stay valid, so that a device can be moved over without a gap. The private key is not stored, not
   * logged, and cannot be had again: a lost answer is mended by asking again and revoking the certificate that was lost.
   *
   * @throws {DeviceUnknownError} there is no such device, or it belongs to others
   * @throws {NotAllowedError} not one of the owner's admins and members, nor of a provider the owner delegates this to (R1-34)
   * @throws {ContractLapsedError} the customer's contract lapsed, and the actor is of the customer
   * @throws {DeviceNotEnrollableError | TooManyCertificatesError} the device gets none
   * @throws {DeviceTransferredError} the device changed its owner meanwhile, and the actor sees it there
   * @throws {KeysBusyError} too many keys are being made
   * @throws {PasswordTooShortError} the password of the `.p12` file is too short
   * @throws {CertificationRequestUnreadableError | ProofOfPossessionError | PublicKeyNotAllowedError} the CSR is no good
   * @throws {KeyCompromisedError | KeyInUseError} its key must not identify this device; those above are told
   */
  async issue(actor: Actor, id: DeviceId, form: CertificateOrderForm): Promise<EnrolledDevice> {
    const device = await this.holders.get(actor, id, 'certificate.generate');
    requireLongEnough(form.pkcs12Password);
    const { publicKey, privateKey } = await this.keys.keyFor(actor, device, form.csr);
    const certificate = await this.signing.sign(actor, device, publicKey, privateKey ? 'platform' : 'device');
    return { certificate, files: this.files.of(device, certificate, privateKey, form.pkcs12Password) };
  }

  /**
   * The certificates of a device, newest first, at most 100.
   *
   * @throws {DeviceUnknownError} there is no such device, or it belongs to others
   * @throws {OwnersOnlyError} the actor is let in by a grant of the site alone
   */
  async list(actor: Actor, id: DeviceId): Promise<readonly CertificateRecord[]> {
    const { owner } = await this.holders.get(actor, id, 'fleet.read');
    requireNoGuest(actor, owner, 'certificates', id);
    return this.store.ofDevice(id, LISTED);
  }
}
