import { hash, verify } from '@node-rs/argon2';
import { PasswordChecksBusyError } from '../access/access.errors.js';

/** Makes and checks password hashes; a password counts in Normalization Form C, however a keyboard makes it (RFC 8265 §4.2.2). */
export abstract class PasswordHashing {
  /**
   * Hashes a password with a new salt.
   *
   * @returns PHC string
   * @throws {PasswordChecksBusyError} too many passwords are being hashed; nothing was done
   */
  abstract hash(password: string): Promise<string>;

  /**
   * Checks a password; without a hash it spends the same time and says no, so that an unknown address cannot be told
   * from a wrong password.
   *
   * @throws {PasswordChecksBusyError} too many passwords are being hashed; nothing was done
   */
  abstract verify(password: string, hash: string | null): Promise<boolean>;
}

/** Cost of one hash. */
export interface Argon2Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. */
export const owaspCost: Argon2Cost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };

/** How many hashes run at once: half of libuv's four threads, so that files and zlib still get one. */
const RUNNING = 2;
/** How many may wait for their turn; beyond it a sign-in storm is refused instead of kept in memory. */
const WAITING = 64;

/** A hash of this cost that no password is known for: its 32 bytes are zero. PHC string. */
export function nobodysHash({ memoryKib, passes, lanes }: Argon2Cost): string {
  const [salt, output] = [16, 32].map((bytes) => Buffer.alloc(bytes).toString('base64').replace(/=+$/, ''));
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${salt}$${output}`;
}

/** argon2id (RFC 9106) in libuv's thread pool, never more than two at a time. */
export class Argon2PasswordHashing extends PasswordHashing {
  readonly #cost: Argon2Cost;
  readonly #nobodysHash: string;
  readonly #turns: (() => void)[] = [];
  #running = 0;

  constructor(cost: Argon2Cost = owaspCost) {
    super();
    this.#cost = cost;
    this.#nobodysHash = nobodysHash(cost);
  }

  override hash(password: string): Promise<string> {
    const { memoryKib, passes, lanes } = this.#cost;
    return this.#inTurn(() =>
      // The library's own choice of algorithm is argon2id; a test holds it to that.
      hash(password.normalize('NFC'), { memoryCost: memoryKib, timeCost: passes, parallelism: lanes }),
    );
  }

  override async verify(password: string, hash: string | null): Promise<boolean> {
    const matches = await this.#inTurn(() => verify(hash ?? this.#nobodysHash, password.normalize('NFC')));
    return matches && hash !== null;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running < RUNNING) this.#running += 1;
    else if (this.#turns.length >= WAITING) throw new PasswordChecksBusyError(WAITING);
    else await new Promise<void>((resolve) => this.#turns.push(resolve));
    try {
      return await work();
    } finally {
      // The turn passes on without being given back, so that nobody who asks meanwhile overtakes the queue.
      const next = this.#turns.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
