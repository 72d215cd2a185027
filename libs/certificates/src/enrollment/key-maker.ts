import { DomainError } from '#libs/kernel';
import { type GeneratedKeyAlgorithm, generateKeyPair, type KeyPair } from '#libs/pki';

/** More keys wait to be made than the platform makes in a few seconds, of all or of one tenant. */
export class KeysBusyError extends DomainError<{ waiting: number }> {
  readonly code = 'fleet.keys-busy';
  readonly kind = 'unavailable';

  constructor(waiting: number, isOfOneTenant: boolean) {
    super(
      `${waiting} device keys are being made${isOfOneTenant ? ' for your provider and its customers' : ''} already, the most at once. Try again in a few seconds, or send a certification request (csr) with a key of the device's own.`,
      { waiting },
    );
  }
}

/** An RSA key takes a thread a tenth to half a second, and there are four threads: about five seconds of work. */
const MAXIMUM_WAITING = 64;
/** How many of them may be one tenant's: whoever makes keys for a thousand devices keeps nobody else's one out. */
const MAXIMUM_OF_ONE = MAXIMUM_WAITING / 2;

/** Makes device keys, a bounded number at once; they are handed over and kept nowhere. */
export class KeyMaker {
  #waiting = 0;
  readonly #ofTenant = new Map<string, number>();

  /**
   * @param tenant a provider with all its customers, by any name
   * @throws {KeysBusyError} 64 keys are being made, or 32 of this tenant
   */
  async make(algorithm: GeneratedKeyAlgorithm, tenant: string): Promise<KeyPair> {
    const own = this.#ofTenant.get(tenant) ?? 0;
    if (own >= MAXIMUM_OF_ONE) throw new KeysBusyError(own, true);
    if (this.#waiting >= MAXIMUM_WAITING) throw new KeysBusyError(this.#waiting, false);
    this.#count(tenant, 1);
    try {
      return await generateKeyPair(algorithm);
    } finally {
      this.#count(tenant, -1);
    }
  }

  #count(tenant: string, step: 1 | -1): void {
    this.#waiting += step;
    const own = (this.#ofTenant.get(tenant) ?? 0) + step;
    if (own === 0) this.#ofTenant.delete(tenant);
    else this.#ofTenant.set(tenant, own);
  }
}
