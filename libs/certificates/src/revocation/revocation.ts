import type { Announcements } from '#libs/contracts/events';
import { type Actor, type AuditTrail, requireMay, sees } from '#libs/identity';
import type { Clock, UnitOfWork } from '#libs/kernel';
import { parseSerialNumber, type RevocationReason } from '#libs/pki';
import type { CertificateHolder } from '../enrollment/certificate-holders.js';
import type { CertificateStore, RevocableCertificate, Revocation } from '../ledger/certificate.store.js';
import { CertificateUnknownError } from './revocation.errors.js';

/** A revocation, and whether this request made it. */
export interface RevocationOutcome extends Revocation {
  readonly serialNumber: string;
  readonly first: boolean;
}

/** Revokes certificates of devices, for good. */
export class CertificateRevocation {
  constructor(
    private readonly store: CertificateStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  /**
   * Revokes a certificate: no session is opened with it from now on, and its live sessions end.
   *
   * Repeating it changes nothing and gives the first revocation with its first reason, so that a request whose answer was
   * lost can be sent again. A serial number that was only reserved can be revoked too.
   *
   * For keyCompromise the key is condemned, also where the certificate was revoked for another reason before: no certificate
   * is issued for it again, and all others that carry it are revoked with this one.
   *
   * @param serialNumber hexadecimal, in either case
   * @throws {CertificateUnknownError} no device of the actor's organizations has it
   * @throws {NotAllowedError} the device is seen, but the actor is no administrator above it
   */
  async revoke(actor: Actor, serialNumber: string, reason: RevocationReason): Promise<RevocationOutcome> {
    const certificate = await this.store.find(parseSerialNumber(serialNumber));
    if (!certificate || !sees(actor, certificate.owner)) throw new CertificateUnknownError(serialNumber);
    requireMay(actor, 'certificate.revoke', certificate.owner);
    const revocation = { revokedAt: this.clock.now(), reason };
    const { first, others } = await this.unitOfWork.run(() => this.#revokeWithKey(actor, certificate, revocation));
    const effective = first ? revocation : await this.#revocationOf(certificate.serialNumber);
    // Also when it is repeated: perhaps because a session is still there.
    this.#announce(certificate, effective);
    for (const other of others) this.#announce(other, revocation);
    return { serialNumber: certificate.serialNumber, ...effective, first };
  }

  /**
   * Revokes all certificates of a device, also those that are only reserved, in the caller's unit of work, which holds the
   * device: no new one is made meanwhile. Permission is the caller's affair.
   *
   * @returns what was revoked; `announce` is to be called once that is committed, and ends live sessions
   */
  async revokeAllOf(
    actor: Actor,
    device: Pick<CertificateHolder, 'id' | 'owner'>,
    reason: RevocationReason,
  ): Promise<{ readonly serialNumbers: readonly string[]; readonly announce: () => void }> {
    const revocation = { revokedAt: this.clock.now(), reason };
    const certificates = await this.store.revocableOf(device, revocation.revokedAt);
    const others: RevocableCertificate[] = [];
    for (const certificate of certificates) {
      others.push(...(await this.#revokeWithKey(actor, certificate, revocation)).others);
    }
    return {
      serialNumbers: certificates.map(({ serialNumber }) => serialNumber),
      announce: () => {
        for (const certificate of [...certificates, ...others]) this.#announce(certificate, revocation);
      },
    };
  }

  /** Revokes one; if its key was compromised, also whatever else carries that key, of whichever device. */
  async #revokeWithKey(actor: Actor, certificate: RevocableCertificate, revocation: Revocation) {
    const { serialNumber, deviceId, owner } = certificate;
    const first = await this.#revoke(actor, certificate, revocation);
    if (revocation.reason !== 'keyCompromise') return { first, others: [] };
    if (!first && (await this.store.condemnKeyOf(serialNumber, revocation.revokedAt))) {
      await this.audit.record({
        action: 'certificate.key-compromised',
        actorId: actor.personId,
        organizationId: owner.id,
        subject: { kind: 'certificate', id: serialNumber },
        details: { deviceId },
      });
    }
    const others = await this.store.revocableWithKeyOf(serialNumber, revocation.revokedAt);
    for (const other of others) await this.#revoke(actor, other, revocation);
    return { first, others };
  }

  async #revoke(actor: Actor, certificate: RevocableCertificate, revocation: Revocation): Promise<boolean> {
    if (!(await this.store.revoke(certificate.serialNumber, revocation))) return false;
    await this.audit.record({
      action: 'certificate.revoked',
      actorId: actor.personId,
      organizationId: certificate.owner.id,
      subject: { kind: 'certificate', id: certificate.serialNumber },
      details: { deviceId: certificate.deviceId, reason: revocation.reason },
    });
    return true;
  }

  async #revocationOf(serialNumber: string): Promise<Revocation> {
    const revocation = (await this.store.find(serialNumber))?.revocation;
    if (!revocation) throw new TypeError(`Certificate ${serialNumber} can be revoked neither now nor before.`);
    return revocation;
  }

  #announce({ serialNumber, fingerprintSha256, deviceId }: RevocableCertificate, revocation: Revocation): void {
    this.announcements.announce('certificate.revoked', {
      serialNumber,
      fingerprintSha256,
      deviceId,
      revokedAt: revocation.revokedAt.toISOString(),
      reason: revocation.reason,
    });
  }
}
