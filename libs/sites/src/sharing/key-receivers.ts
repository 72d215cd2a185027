import type { Actor, OrganizationKeys, Throttle } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { ShareKeyUnknownError } from './site-grant.errors.js';

/** Organizations that gave away their keys, so that sites are shared with them; guessing is limited (R4-09, R4-19). */
export class KeyReceivers {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly throttle: Throttle,
  ) {}

  /**
   * The organization whose key it is.
   *
   * @throws {ShareKeyUnknownError} nobody has that key; it counts as a wrong code
   * @throws {CodeEntryLockedError} too many were wrong before
   */
  find({ personId }: Actor, key: string): Promise<{ readonly id: OrganizationId; readonly name: string }> {
    return this.throttle.tryCode(personId, async () => {
      const found = await this.keys.organizationOf(key);
      if (!found) throw new ShareKeyUnknownError();
      return found;
    });
  }
}
