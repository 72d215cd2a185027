import type { KeyObject } from 'node:crypto';
import type { Actor, AuditInsertion, PrismaAuditTrail } from '#libs/identity';
import { CertificateSubject, deviceProfile, type Issuance, type IssuedCertificate } from '#libs/pki';
import type { KeyAlarm } from '../key-use/key-alarm.js';
import { KeyRefusedError } from '../key-use/key-use.js';
import type { CertificateHolder, CertificateHolders } from './certificate-holders.js';
import { DeviceTransferredError } from './enrollment.errors.js';

/** Has certificates of devices signed. */
export class CertificateSigning {
  constructor(
    private readonly holders: CertificateHolders,
    private readonly issuance: Issuance<AuditInsertion>,
    private readonly keyAlarm: KeyAlarm,
    private readonly trail: PrismaAuditTrail,
  ) {}

  /**
   * Signs, and records the certificate and its audit event together.
   *
   * The device may be transferred meanwhile. Before the ledger holds its row, the ledger refuses, for its owner is another; after
   * that, whoever transfers it from a customer revokes this serial number with the others, and nothing is recorded. Nobody gets
   * the certificate.
   */
  async sign(
    actor: Actor,
    device: CertificateHolder,
    publicKey: KeyObject,
    keyMadeBy: 'platform' | 'device',
  ): Promise<IssuedCertificate> {
    const { id, owner, serialNumber: deviceSerialNumber } = device;
    const subject = CertificateSubject.device(id);
    const order = { subject, publicKey, requestedBy: actor.personId, owner: owner.id };
    try {
      return await this.issuance.issue(deviceProfile, order, ({ serialNumber }) =>
        this.trail.insertionOf({
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
      if (cause instanceof KeyRefusedError) await this.keyAlarm.raise(actor, device, cause);
      throw cause;
    }
  }
}
