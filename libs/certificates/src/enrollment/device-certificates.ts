import type { KeyObject } from 'node:crypto';
import { type Actor, type AuditTrail, requireNoGuest } from '#libs/identity';
import type { Clock, DeviceId } from '#libs/kernel';
import {
  bundleName,
  type CertificateIssuer,
  CertificateSubject,
  deviceBundle,
  deviceProfile,
  type Issuance,
  type IssuedCertificate,
  P12_PASSWORD_MINIMUM_CHARACTERS,
  PasswordTooShortError,
  type PrivateKey,
  parseCertificationRequest,
  pkcs12Bundle,
} from '#libs/pki';
import type { KeyAlarm } from '../key-use/key-alarm.js';
import { KeyRefusedError } from '../key-use/key-use.js';
import type { CertificateRecord, CertificateStore } from '../ledger/certificate.store.js';
import type { CertificateHolder, CertificateHolders } from './certificate-holders.js';
import { DeviceTransferredError } from './enrollment.errors.js';
import { requireEnrollable } from './enrollment.js';
import type { KeyMaker } from './key-maker.js';

/** As many certificates of one device are listed, the newest: years of renewals. */
const LISTED = 100;

/** How a certificate is asked for. */
export interface CertificateOrderForm {
  /** PKCS #10 in PEM; without it the platform makes the key. */
  readonly csr?: string | undefined;
  /** Adds a `.p12` file under this password. */
  readonly pkcs12Password?: string | undefined;
}

/** A file of an issued certificate. */
export interface CertificateFile {
  readonly name: string;
  /** Text, or base64. */
  readonly content: string;
  readonly encoding: 'utf-8' | 'base64';
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
    private readonly authority: { readonly issuance: Issuance; readonly issuer: CertificateIssuer },
    private readonly keys: KeyMaker,
    private readonly records: {
      readonly audit: AuditTrail;
      readonly clock: Clock;
      readonly keyAlarm: KeyAlarm;
    },
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
    const { publicKey, privateKey } = await this.#keyFor(actor, device, form);
    const certificate = await this.#sign(actor, device, publicKey, privateKey ? 'platform' : 'device');
    return { certificate, files: this.#files(device, certificate, privateKey, form.pkcs12Password) };
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

  /**
   * Signs, and records the certificate and its audit event together.
   *
   * The device may be transferred meanwhile. Before the ledger holds its row, the ledger refuses, for its owner is another; after
   * that, whoever transfers it revokes this serial number with the others, and nothing is recorded. Nobody gets the certificate.
   */
  async #sign(actor: Actor, device: CertificateHolder, publicKey: KeyObject, keyMadeBy: 'platform' | 'device') {
    const { id, owner, serialNumber: deviceSerialNumber } = device;
    const subject = CertificateSubject.device(id);
    const order = { subject, publicKey, requestedBy: actor.personId, owner: owner.id };
    try {
      return await this.authority.issuance.issue(deviceProfile, order, ({ serialNumber }) =>
        this.records.audit.record({
          action: 'certificate.issued',
          actorId: actor.personId,
          organizationId: owner.id,
          subject: { kind: 'certificate', id: serialNumber },
          details: { deviceId: id, deviceSerialNumber, keyMadeBy },
        }),
      );
    } catch (cause) {
      // Who does not see it with its new owner is told what they would be told from then on.
      if (cause instanceof DeviceTransferredError) await this.holders.get(actor, id, 'certificate.generate');
      if (cause instanceof KeyRefusedError) await this.records.keyAlarm.raise(actor, device, cause);
      throw cause;
    }
  }

  async #keyFor(actor: Actor, device: CertificateHolder, { csr }: CertificateOrderForm) {
    if (csr !== undefined) return { publicKey: parseCertificationRequest(csr).publicKey, privateKey: undefined };
    // The ledger decides, under a lock; asking before saves the making of a key.
    const valid = await this.store.countValid(device.id, this.records.clock.now());
    requireEnrollable(device.id, device.lifecycle, valid);
    const made = await this.keys.make(device.keyAlgorithm);
    // That may have taken seconds: what allowed it is asked for again.
    await this.holders.get(actor, device.id, 'certificate.generate');
    return made;
  }

  #files(
    device: CertificateHolder,
    certificate: IssuedCertificate,
    privateKey: PrivateKey | undefined,
    password: string | undefined,
  ): readonly CertificateFile[] {
    const { chain } = this.authority.issuer;
    const texts = deviceBundle(device.serialNumber, certificate, chain, privateKey).map(
      (file) => ({ ...file, encoding: 'utf-8' }) as const,
    );
    if (password === undefined || privateKey === undefined) return texts;
    const content = pkcs12Bundle(device.serialNumber, certificate, chain, privateKey, password).toString('base64');
    return [...texts, { name: `${bundleName(device.serialNumber)}.p12`, content, encoding: 'base64' }];
  }
}

/** What `pkcs12Bundle` would refuse, before a certificate is issued for nothing. */
function requireLongEnough(password: string | undefined): void {
  if (password === undefined) return;
  const characters = [...password].length;
  if (characters >= P12_PASSWORD_MINIMUM_CHARACTERS) return;
  throw new PasswordTooShortError(characters, P12_PASSWORD_MINIMUM_CHARACTERS);
}
