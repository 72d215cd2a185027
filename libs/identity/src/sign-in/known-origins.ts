import { createHash, randomBytes } from 'node:crypto';
import { type Clock, DAY_MS, type PersonId } from '#libs/kernel';
import type { RequestOrigin } from '../audit/audit.js';
import { KnownOriginStore, type OriginKind, type SignInOrigin } from './known-origin.store.js';
import { networkOf } from './network.js';

/** How long a device or an address is known after the last sign-in from it, milliseconds: 90 days. */
export const ORIGIN_KNOWN_MS = 90 * DAY_MS;
/** Most devices, and most addresses, one person is known by; the longest unused gives way. */
export const ORIGINS_KEPT = 20;
/** Random bytes of a device's token. */
const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Remembers from which browsers and addresses people signed in, so that what strangers try does not lock their owner out.
 *
 * A browser carries a random token in a cookie of its own, of which only the SHA-256 is kept. It opens nothing: whoever
 * stole it could try as many passwords as from any other place.
 */
export class KnownOrigins {
  constructor(
    private readonly store: KnownOriginStore,
    private readonly clock: Clock,
    private readonly origin: RequestOrigin,
  ) {}

  /** Where the running request tries the account from: the device if it is known, and the network address. */
  async of(email: string): Promise<readonly SignInOrigin[]> {
    const hashes = this.#hashes();
    const known = await this.store.known(email, hashes, this.#since());
    return (['device', 'address'] as const).flatMap((kind) => {
      const hash = hashes[kind]?.toString('hex');
      const isKnown = known.includes(kind);
      return hash === undefined || (kind === 'device' && !isKnown) ? [] : [{ kind, hash, isKnown }];
    });
  }

  /**
   * Notes that the person has just proven who they are; belongs inside a unit of work.
   *
   * @param isBrowser it keeps cookies
   * @returns the token for the browser's cookie; undefined: it is no browser
   */
  async remember(person: PersonId, isBrowser: boolean): Promise<string | undefined> {
    const now = this.clock.now();
    const { address } = this.#hashes();
    if (address) await this.store.remember(person, 'address', address, now, ORIGINS_KEPT);
    if (!isBrowser) return undefined;
    const token = (await this.#ownToken()) ?? randomBytes(TOKEN_BYTES).toString('base64url');
    await this.store.remember(person, 'device', hashOf('device', token), now, ORIGINS_KEPT);
    return token;
  }

  /** The browser's token, if it is one of ours: several people may share the browser. */
  async #ownToken(): Promise<string | undefined> {
    const { device } = this.#hashes();
    return device && (await this.store.isDevice(device, this.#since())) ? this.origin.current().deviceToken : undefined;
  }

  #hashes(): Readonly<Record<OriginKind, Buffer | null>> {
    const { remoteAddress, deviceToken } = this.origin.current();
    return {
      device: deviceToken !== undefined && TOKEN.test(deviceToken) ? hashOf('device', deviceToken) : null,
      address: remoteAddress === undefined ? null : hashOf('address', networkOf(remoteAddress)),
    };
  }

  #since(): Date {
    return new Date(this.clock.now().getTime() - ORIGIN_KNOWN_MS);
  }
}

const hashOf = (kind: OriginKind, value: string) => createHash('sha256').update(`${kind}\0${value}`, 'utf8').digest();
