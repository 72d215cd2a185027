import { createHash } from 'node:crypto';
import {
  type Actor,
  type AuditedWork,
  administers,
  granteeOf,
  may,
  notAllowed,
  organizationsWhere,
  sees,
} from '#libs/identity';
import { newUuid, type OrganizationId } from '#libs/kernel';
import type { Site } from '../sites/site.js';
import type { Sites } from '../sites/sites.js';
import type { KeyReceivers } from './key-receivers.js';
import type { ShareMails } from './share-mails.js';
import { GrantEndError, GrantLimitError, SiteGrantUnknownError, SiteSeenAnywayError } from './site-grant.errors.js';
import {
  type GrantPermission,
  type GrantWay,
  MAXIMUM_OPEN_GRANTS,
  type NewGrant,
  type PermissionPosition,
  SHARE_CODE_VALID_MS,
  type ShownGrant,
  type ShownPermission,
  type SiteAccess,
} from './site-grant.js';
import type { SiteGrantStore } from './site-grant.store.js';

/** What is shared, whoever it is shared with. */
export interface ShareTerms {
  readonly access: SiteAccess;
  /** When the access ends; absent: with its withdrawal. */
  readonly endsAt?: Date | undefined;
}

interface ShareTarget {
  readonly way: GrantWay;
  readonly email: string | null;
  readonly organization: { readonly id: OrganizationId; readonly name: string } | null;
}

/** A code as it is stored: whoever reads the table can accept nothing. */
export const hashOfCode = (code: string): Buffer => createHash('sha256').update(code, 'utf8').digest();

/** Sharing of sites, from the side of whoever shares (R4-03…R4-15, R4-18). */
export class SiteSharing {
  constructor(
    private readonly sites: Sites,
    private readonly store: SiteGrantStore,
    private readonly mails: ShareMails,
    private readonly receivers: KeyReceivers,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Shares with a person by address (R4-08): instructions are mailed, whether it has an account or not. An offer to the
   * same address that still waits is replaced.
   *
   * @param email in lower case
   * @throws {SiteUnknownError | NotAllowedError | GrantEndError | GrantLimitError}
   */
  byEmail(actor: Actor, siteId: string, email: string, terms: ShareTerms): Promise<ShownGrant> {
    return this.work.run(async () => {
      const site = await this.sites.hold(actor, siteId, 'site.share');
      const grant = await this.#grant(actor, site, terms, { way: 'email', email, organization: null });
      await this.mails.toPerson(email, site.owner.id, await this.#described(actor, site, grant));
      return this.#shown(actor, site, grant);
    });
  }

  /**
   * Shares with an organization by the key it gave away (R4-09); its administrators, and nobody else, are mailed (R4-11).
   *
   * @throws {ShareKeyUnknownError} nobody has that key; it counts as a wrong code (R4-19)
   * @throws {SiteSeenAnywayError} it owns the site
   * @throws {CodeEntryLockedError | SiteUnknownError | NotAllowedError | GrantEndError | GrantLimitError}
   */
  async byKey(actor: Actor, siteId: string, key: string, terms: ShareTerms): Promise<ShownGrant> {
    // Before the key is looked at: whoever may not share learns nothing about keys.
    await this.sites.require(actor, siteId, 'site.share');
    const organization = await this.receivers.find(actor, key);
    return this.work.run(async () => {
      const site = await this.sites.hold(actor, siteId, 'site.share');
      if (organization.id === site.owner.id) throw new SiteSeenAnywayError(organization.id);
      const grant = await this.#grant(actor, site, terms, { way: 'key', email: null, organization });
      await this.mails.toAdministrators(organization, await this.#described(actor, site, grant));
      return this.#shown(actor, site, grant);
    });
  }

  /**
   * Makes the code of the site, for anybody (R4-12, R4-13); the one before is dead at once (R4-15).
   *
   * @returns the code in groups of four, shown this once
   * @throws {SiteUnknownError | NotAllowedError | GrantEndError | GrantLimitError}
   */
  byCode(
    actor: Actor,
    siteId: string,
    terms: ShareTerms,
  ): Promise<{ readonly code: string; readonly grant: ShownGrant }> {
    return this.work.run(async () => {
      const site = await this.sites.hold(actor, siteId, 'site.share');
      const grant = await this.#grant(actor, site, terms, { way: 'code', email: null, organization: null });
      return { code: this.mails.shownCodeOf(grant.id), grant: await this.#shown(actor, site, grant) };
    });
  }

  /**
   * Who has access (R4-06, R4-18). Whoever the site is shared with sees its owner, their own grants and those they made.
   *
   * @throws {SiteUnknownError | NotAllowedError}
   */
  async permissions(
    actor: Actor,
    siteId: string,
    limit: number,
    after?: PermissionPosition,
  ): Promise<ReadonlyArray<readonly [ShownPermission, PermissionPosition]>> {
    const site = await this.sites.require(actor, siteId, 'site.read-access');
    const lines = await this.store.permissions(siteId, { limit, after, ...this.#view(actor, site) });
    return lines.map(([line, position]) => [line.kind === 'grant' ? shownTo(actor, site, line) : line, position]);
  }

  /**
   * Withdraws a grant, and with it those made by whom it let in; it takes effect at once (R4-18). Withdrawing again does
   * nothing. The owner's people may, whoever made it, and whoever it lets in.
   *
   * @throws {SiteUnknownError | SiteGrantUnknownError | NotAllowedError}
   */
  withdraw(actor: Actor, siteId: string, grantId: string): Promise<void> {
    return this.work.run(async () => {
      const site = await this.sites.hold(actor, siteId, 'site.read-access');
      const [entry] = await this.store.permissions(siteId, { limit: 1, grantId, ...this.#view(actor, site) });
      const [grant] = entry ?? [];
      if (grant?.kind !== 'grant') throw new SiteGrantUnknownError(siteId, grantId);
      if (!mayWithdraw(actor, site, grant)) throw notAllowed('site.share', site.owner);
      const withdrawn = await this.store.withdraw(grantId, actor.personId, this.work.now());
      if (withdrawn.length === 0) return;
      await this.mails.withdrawn(withdrawn, actor.personId);
      const { way, access, email, organization, person } = grant;
      await this.work.record({
        action: 'site-grant.withdrawn',
        actorId: actor.personId,
        organizationId: site.owner.id,
        subject: { kind: 'site', id: siteId },
        before: { grantId, way, access, email, organizationId: organization?.id ?? null, personId: person?.id ?? null },
        details: { withdrawn: withdrawn.length },
      });
    });
  }

  async #grant(
    actor: Actor,
    site: Site,
    { access, endsAt }: ShareTerms,
    { way, email, organization }: ShareTarget,
  ): Promise<NewGrant> {
    const createdAt = this.work.now();
    if (endsAt !== undefined && endsAt <= createdAt) throw new GrantEndError(endsAt);
    const under = await this.#under(actor, site);
    const id = newUuid(createdAt);
    const grant: NewGrant = {
      id,
      siteId: site.id,
      way,
      access,
      email,
      organizationId: organization?.id ?? null,
      codeHash: hashOfCode(this.mails.codeOf(id)),
      codeExpiresAt: new Date(createdAt.getTime() + SHARE_CODE_VALID_MS),
      createdAt,
      createdById: actor.personId,
      endsAt: earlier(endsAt ?? null, under?.endsAt ?? null),
      underId: under?.id ?? null,
    };
    const replaced = await this.store.replace(grant, actor.personId, createdAt);
    if ((await this.store.countOpen(site.id, createdAt)) >= MAXIMUM_OPEN_GRANTS)
      throw new GrantLimitError(site.id, MAXIMUM_OPEN_GRANTS);
    await this.store.add(grant);
    await this.work.record({
      action: 'site-grant.offered',
      actorId: actor.personId,
      organizationId: site.owner.id,
      subject: { kind: 'site', id: site.id },
      after: { grantId: id, way, access, email, organizationId: grant.organizationId },
      details: {
        codeExpiresAt: grant.codeExpiresAt.toISOString(),
        endsAt: grant.endsAt?.toISOString() ?? null,
        replaced,
      },
    });
    return grant;
  }

  /** The grant by which the actor may share; undefined: the owner's people, who need none. */
  async #under(actor: Actor, site: Site) {
    if (sees(actor, site.owner)) return undefined;
    // Where the actor only looks on, a grant to that organization is not what allows it.
    const sharer = { ...granteeOf(actor), organizationIds: organizationsWhere(actor, 'site.share') };
    const under = await this.store.managing(site.id, sharer, this.work.now());
    // It was live when the site was held, a moment ago.
    if (!under) throw notAllowed('site.share', site.owner);
    return under;
  }

  async #described(actor: Actor, site: Site, { id, access, codeExpiresAt }: NewGrant) {
    const person = await this.store.person(actor.personId);
    return {
      grantId: id,
      siteName: site.name,
      ownerName: site.ownerName,
      sharedBy: person?.name ?? actor.email,
      access,
      expiresAt: codeExpiresAt.toISOString(),
    };
  }

  async #shown(actor: Actor, site: Site, { id: grantId }: NewGrant): Promise<ShownGrant> {
    const [entry] = await this.store.permissions(site.id, { limit: 1, grantId });
    const [grant] = entry ?? [];
    if (grant?.kind !== 'grant')
      throw new Error(`grant ${grantId} was just made in this unit of work and is not there`);
    return shownTo(actor, site, grant);
  }

  /** What of the permissions the actor sees. */
  #view(actor: Actor, site: Site) {
    return sees(actor, site.owner) ? {} : { seenBy: granteeOf(actor) };
  }
}

const shownTo = (actor: Actor, site: Site, grant: GrantPermission): ShownGrant => ({
  ...grant,
  mayWithdraw: mayWithdraw(actor, site, grant),
});

function mayWithdraw(actor: Actor, { owner }: Site, { createdBy, person, organization }: GrantPermission): boolean {
  return (
    may(actor, 'site.share', owner) ||
    createdBy.id === actor.personId ||
    person?.id === actor.personId ||
    (person === null && organization !== null && administers(actor, organization.id as OrganizationId))
  );
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
