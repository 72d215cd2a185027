import type { DeviceLifecycle, SerialNumber } from '#libs/contracts/http';
import type { Actor, Owner } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';

/** A device, as far as its certificates depend on it. */
export interface CertificateHolder {
  readonly id: DeviceId;
  readonly serialNumber: SerialNumber;
  readonly lifecycle: DeviceLifecycle;
  /** Kind of key its model can hold. */
  readonly keyAlgorithm: 'ec-p256' | 'rsa-2048';
  readonly owner: Owner;
}

/** The devices that hold certificates. A port: whose device it is and what its contract allows is decided elsewhere. */
export abstract class CertificateHolders {
  /**
   * The device, for somebody who may do this with its certificates.
   *
   * @throws {DeviceUnknownError} there is none, or it belongs to others
   * @throws {NotAllowedError} it is seen, but the actor's roles do not allow the action
   * @throws {ContractLapsedError} only for `certificate.generate`: the customer's contract lapsed
   */
  abstract get(actor: Actor, id: DeviceId, action: 'certificate.generate' | 'fleet.read'): Promise<CertificateHolder>;
}
