import { SiteUnknownError } from '#libs/devices';
import {
  type Action,
  type Actor,
  type AuditEntry,
  type AuditedWork,
  type FleetAccess,
  NotAllowedError,
  type Organizations,
  requireMay,
  scopeOf,
  sees,
} from '#libs/identity';
import { newUuid, type OrganizationId } from '#libs/kernel';
import { SiteConfirmationError } from './site.errors.js';
import {
  type AccessLogPosition,
  type ListedSite,
  type Site,
  type SiteAccessEntry,
  type SiteDetails,
  type SiteFields,
  type SiteSelection,
  siteActions,
} from './site.js';
import type { SiteStore } from './site.store.js';
import type { FoundSite } from './site-search.query.js';

/** What of a site is to be changed; what is absent stays. */
export type SiteFieldsChange = { readonly [Name in keyof SiteFields]?: SiteFields[Name] | undefined };

/** A new site as it is asked for. */
export interface SiteDraft extends SiteFieldsChange {
  readonly organizationId: OrganizationId;
  readonly name: string;
}

/** The sites somebody sees: those of their organizations, and those that others shared. */
export class Sites {
  constructor(
    private readonly store: SiteStore,
    private readonly access: FleetAccess,
    private readonly organizations: Organizations,
    private readonly work: AuditedWork,
  ) {}

  /** One page. */
  list(actor: Actor, selection: SiteSelection): Promise<readonly ListedSite[]> {
    return this.store.list(scopeOf(actor), selection, this.work.now());
  }

  /** Those whose name begins so, in any case; by name. */
  named(actor: Actor, text: string, limit: number): Promise<readonly FoundSite[]> {
    return this.store.named(scopeOf(actor), text, limit, this.work.now());
  }

  /**
   * A site the actor sees.
   *
   * @throws {SiteUnknownError}
   */
  async get(actor: Actor, id: string): Promise<SiteDetails> {
    return this.#details(actor, await this.require(actor, id, 'fleet.read'));
  }

  /**
   * A site for which the actor may do this, in the caller's unit of work; others that hold the same site wait until it
   * ends. One that is hidden is answered before anything waits.
   *
   * @throws {SiteUnknownError | NotAllowedError}
   */
  async hold(actor: Actor, id: string, action: Action): Promise<Site> {
    await this.require(actor, id, action);
    return this.#require(actor, id, action, await this.store.lock(id));
  }

  /**
   * A site for which the actor may do this.
   *
   * @throws {SiteUnknownError | NotAllowedError}
   */
  async require(actor: Actor, id: string, action: Action): Promise<Site> {
    return this.#require(actor, id, action, await this.store.find(id));
  }

  /**
   * Makes a site.
   *
   * @throws {OrganizationUnknownError | NotAllowedError}
   */
  create(actor: Actor, { organizationId, ...draft }: SiteDraft): Promise<SiteDetails> {
    return this.work.run(async () => {
      const owner = await this.organizations.hold(actor, organizationId, 'organizationId');
      requireMay(actor, 'site.edit', owner);
      const createdAt = this.work.now();
      const id = newUuid(createdAt);
      const fields = { address: null, lat: null, lon: null, timeZone: null, ...present(draft), name: draft.name };
      await this.store.add({ id, organizationId, createdAt, ...fields });
      await this.#record(actor, 'site.made', organizationId, id, { after: { ...fields } });
      return this.#details(actor, { id, siteId: id, owner });
    });
  }

  /**
   * Changes a site; what is absent stays. Whoever may manage a shared site may, too.
   *
   * @throws {SiteUnknownError | NotAllowedError}
   */
  change(actor: Actor, id: string, change: SiteFieldsChange): Promise<SiteDetails> {
    return this.work.run(async () => {
      const site = await this.hold(actor, id, 'site.edit');
      const changed = Object.entries(present(change)).filter(
        ([field, value]) => site[field as keyof SiteFields] !== value,
      );
      if (changed.length > 0) {
        await this.store.change(id, Object.fromEntries(changed), this.work.now());
        await this.#record(actor, 'site.changed', site.owner.id, id, {
          before: Object.fromEntries(changed.map(([field]) => [field, site[field as keyof SiteFields]])),
          after: Object.fromEntries(changed),
        });
      }
      return this.#details(actor, site);
    });
  }

  /**
   * Deletes a site: devices and assets stay, standing nowhere, and all grants of it end. Its owner's people alone may.
   *
   * @param confirm its name
   * @throws {SiteUnknownError | NotAllowedError | SiteConfirmationError}
   */
  delete(actor: Actor, id: string, confirm: string): Promise<void> {
    return this.work.run(async () => {
      const site = await this.hold(actor, id, 'site.edit');
      if (!sees(actor, site.owner)) throw new NotAllowedError('site.delete', site.owner.id);
      if (confirm !== site.name) throw new SiteConfirmationError(site.name);
      const stood = await this.store.remove(id);
      const { name, address, lat, lon, timeZone } = site;
      const before = { name, address, lat, lon, timeZone };
      await this.#record(actor, 'site.deleted', site.owner.id, id, { before, details: stood });
    });
  }

  /**
   * The access log of the site: who looked at it as it was shared, latest first; for the owner's administrators.
   *
   * @throws {SiteUnknownError | NotAllowedError}
   */
  async accessLog(
    actor: Actor,
    id: string,
    limit: number,
    after: AccessLogPosition | undefined,
  ): Promise<readonly SiteAccessEntry[]> {
    await this.require(actor, id, 'audit.read');
    return this.store.accessLog(id, limit, after);
  }

  async #details(actor: Actor, site: Pick<Site, 'id' | 'siteId' | 'owner'>): Promise<SiteDetails> {
    const [listed] = await this.list(actor, { id: site.id, sort: 'name', limit: 1 });
    // A grant may end, and a site be deleted, between two statements.
    if (!listed) throw new SiteUnknownError(site.id);
    return { ...listed, may: await this.access.allowed(actor, siteActions, site) };
  }

  #require(actor: Actor, id: string, action: Action, site: Site | undefined): Promise<Site> {
    return this.access.require(actor, action, site, () => new SiteUnknownError(id));
  }

  #record(
    actor: Actor,
    action: `site.${string}`,
    organizationId: OrganizationId,
    id: string,
    rest: Pick<AuditEntry, 'before' | 'after' | 'details'>,
  ): Promise<void> {
    const subject = { kind: 'site', id };
    return this.work.record({ action, actorId: actor.personId, organizationId, subject, ...rest });
  }
}

/** Without the fields that are undefined. */
function present<Fields extends object>(fields: Fields): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };
}
