import {
  type Actor,
  type AuditedWork,
  administers,
  NotAllowedError,
  OrganizationUnknownError,
  organizationsWhere,
  sees,
  type Throttle,
  typedCodeIn,
} from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import type { SiteStore } from '../sites/site.store.js';
import {
  ShareCodeExpiredError,
  ShareCodeUnknownError,
  ShareReceiverError,
  SiteSeenAnywayError,
} from './site-grant.errors.js';
import type { OfferedGrant, Receiver } from './site-grant.js';
import type { SiteGrantStore } from './site-grant.store.js';
import { hashOfCode } from './site-sharing.js';

/** Adding a shared site by its code, however the code came (R4-16). */
export class ShareAcceptance {
  constructor(
    private readonly store: SiteGrantStore,
    private readonly sites: SiteStore,
    private readonly throttle: Throttle,
    private readonly work: AuditedWork,
  ) {}

  /**
   * What the code would let the actor see. A wrong code counts against person and address (R4-19).
   *
   * @param typed as somebody typed it
   * @throws {ShareCodeUnknownError} it is none, was used, withdrawn or replaced, is for others, or is over
   * @throws {ShareCodeExpiredError} it is over, and the actor was invited by name
   * @throws {CodeEntryLockedError} too many were wrong before
   */
  open(actor: Actor, typed: string): Promise<OfferedGrant> {
    return this.throttle.tryCode(actor.personId, () => this.#offered(actor, typed));
  }

  /**
   * Accepts for oneself, or for an organization one belongs to. It uses the code up: of many at once, one gets it. What
   * was shared with an address is for that person, what was shared by key for that organization.
   *
   * @returns the site
   * @throws {ShareCodeUnknownError | ShareCodeExpiredError | CodeEntryLockedError} as `open`
   * @throws {OrganizationUnknownError} the actor does not belong to the organization
   * @throws {NotAllowedError} the actor's role there does not allow it
   * @throws {ShareReceiverError} the code is for another receiver
   * @throws {SiteSeenAnywayError} whoever would be let in sees the site already; the code is not used up
   */
  async accept(actor: Actor, typed: string, organizationId?: OrganizationId): Promise<OfferedGrant> {
    const grant = await this.open(actor, typed);
    const receiver = receiverOf(actor, grant, organizationId);
    await this.work.run(async () => {
      // Whoever deletes the site or withdraws holds it, too.
      const site = await this.sites.lock(grant.siteId);
      const code = typedCodeIn(typed);
      const at = this.work.now();
      if (
        !site ||
        code === undefined ||
        !(await this.store.accept(grant.id, hashOfCode(code), receiver, actor.personId, at))
      )
        throw new ShareCodeUnknownError();
      await this.#record(actor, grant, receiver);
    });
    return grant;
  }

  async #offered(actor: Actor, typed: string): Promise<OfferedGrant> {
    const code = typedCodeIn(typed);
    const grant = code === undefined ? undefined : await this.store.offered(hashOfCode(code));
    if (!grant || !(await this.#isFor(actor, grant))) throw new ShareCodeUnknownError();
    const now = this.work.now();
    const end = [grant.codeExpiresAt, ...(grant.endsAt ? [grant.endsAt] : [])].find((each) => each <= now);
    if (!end) return grant;
    // A code for anybody invites nobody by name: it tells nothing once it is over.
    throw grant.way === 'code' ? new ShareCodeUnknownError() : new ShareCodeExpiredError(end);
  }

  /** Whether the actor is the one who was invited. */
  async #isFor(actor: Actor, { way, email, organization }: OfferedGrant): Promise<boolean> {
    switch (way) {
      case 'code':
        return true;
      case 'key':
        return organization !== null && administers(actor, organization.id);
      case 'email': {
        const person = await this.store.person(actor.personId);
        return person?.isVerified === true && person.email === email;
      }
    }
  }

  /** In the trail of the owner, and of the organization that was let in. */
  async #record(actor: Actor, { id, siteId, way, access, owner }: OfferedGrant, receiver: Receiver): Promise<void> {
    const entry = {
      actorId: actor.personId,
      subject: { kind: 'site', id: siteId },
      after: { grantId: id, way, access, ...receiver },
    };
    await this.work.record({ ...entry, action: 'site-grant.accepted', organizationId: owner.id });
    if (receiver.organizationId === null) return;
    await this.work.record({
      ...entry,
      action: 'site-grant.received',
      organizationId: receiver.organizationId,
    });
  }
}

function receiverOf(actor: Actor, grant: OfferedGrant, wanted: OrganizationId | undefined): Receiver {
  if (grant.way === 'email' && wanted !== undefined) throw new ShareReceiverError(null);
  if (grant.organization !== null && wanted !== undefined && wanted !== grant.organization.id)
    throw new ShareReceiverError(grant.organization.id);
  const organizationId = grant.organization?.id ?? wanted;
  if (organizationId === undefined) {
    if (sees(actor, grant.owner)) throw new SiteSeenAnywayError(null);
    return { personId: actor.personId, organizationId: null };
  }
  const own = actor.memberships.find((membership) => membership.organizationId === organizationId);
  if (!own) throw new OrganizationUnknownError(organizationId, 'organizationId');
  if (!organizationsWhere(actor, 'site.edit').includes(organizationId))
    throw new NotAllowedError('site.edit', organizationId);
  if (sees({ ...actor, memberships: [own] }, grant.owner)) throw new SiteSeenAnywayError(organizationId);
  return { personId: null, organizationId };
}
