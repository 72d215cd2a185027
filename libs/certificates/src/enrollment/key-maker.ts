import { DomainError } from '#libs/kernel';
import { type GeneratedKeyAlgorithm, generateKeyPair, type KeyPair } from '#libs/pki';

/** More keys wait to be made than the platform makes in a few seconds. */
export class KeysBusyError extends DomainError<{ waiting: number }> {
  readonly code = 'fleet.keys-busy';
  readonly kind = 'unavailable';

  constructor(waiting: number) {
    super(
      `${waiting} device keys are being made already, the most at once. Try again in a few seconds, or send a certification request (csr) with a key of the device's own.`,
      { waiting },
    );
  }
}

/** An RSA key takes a thread a tenth to half a second, and there are four threads: about five seconds of work. */
const MAXIMUM_WAITING = 64;

/** Makes device keys, a bounded number at once; they are handed over and kept nowhere. */
export class KeyMaker {
  #waiting = 0;

  /** @throws {KeysBusyError} 64 keys are being made */
  async make(algorithm: GeneratedKeyAlgorithm): Promise<KeyPair> {
    if (this.#waiting >= MAXIMUM_WAITING) throw new KeysBusyError(this.#waiting);
    this.#waiting += 1;
    try {
      return await generateKeyPair(algorithm);
    } finally {
      this.#waiting -= 1;
    }
  }
}
