import type { KeyObject } from 'node:crypto';
import { type Actor, providerIn } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import { type PrivateKey, parseCertificationRequest } from '#libs/pki';
import type { CertificateStore } from '../ledger/certificate.store.js';
import type { CertificateHolder, CertificateHolders } from './certificate-holders.js';
import { requireEnrollable } from './enrollment.js';
import type { KeyMaker } from './key-maker.js';

/** The keys devices are certified with: their own, or made here. */
export class DeviceKeys {
  constructor(
    private readonly holders: CertificateHolders,
    private readonly store: CertificateStore,
    private readonly maker: KeyMaker,
    private readonly clock: Clock,
  ) {}

  /**
   * The key of the device's request, or without one a new key, whose private half is in this answer and nowhere else.
   *
   * @param csr PKCS #10 in PEM
   * @throws {CertificationRequestUnreadableError | ProofOfPossessionError}
   * @throws {DeviceNotEnrollableError | TooManyCertificatesError | KeysBusyError} before a key is made
   * @throws {DeviceUnknownError | NotAllowedError} the device was transferred while it was made
   */
  async keyFor(
    actor: Actor,
    device: CertificateHolder,
    csr: string | undefined,
  ): Promise<{ readonly publicKey: KeyObject; readonly privateKey: PrivateKey | undefined }> {
    if (csr !== undefined) return { publicKey: parseCertificationRequest(csr).publicKey, privateKey: undefined };
    // The ledger decides, under a lock; asking before saves the making of a key.
    const valid = await this.store.countValid(device.id, this.clock.now());
    requireEnrollable(device.id, device.lifecycle, valid);
    const { id, path } = device.owner;
    const made = await this.maker.make(device.keyAlgorithm, providerIn(path) ?? id);
    // That may have taken seconds: what allowed it is asked for again.
    await this.holders.get(actor, device.id, 'certificate.generate');
    return made;
  }
}
