import { SAVED_VIEWS, type SavedViewQuery, type SavedViewRequest, type TableName } from '#libs/contracts/http';
import { type Actor, type AuditTrail, may, OrganizationUnknownError, requireMay } from '#libs/identity';
import { type Clock, newUuid, type OrganizationId, type UnitOfWork } from '#libs/kernel';
import { placesToArrange } from '../arrangements/places-to-arrange.js';
import { requireKnown } from '../lists/catalog.js';
import { TooManyViewsError, ViewNameTakenError, ViewUnknownError } from './saved-view.errors.js';
import type { ListedView, SavedView, ViewPage } from './saved-view.js';
import type { SavedViewStore, ViewReader } from './saved-view.store.js';

/** Lists as people like to look at them: their own views, and those that somebody shared with their organizations. */
export class SavedViews {
  constructor(
    private readonly store: SavedViewStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, table: TableName, query: SavedViewQuery): Promise<ViewPage> {
    return this.store.page(readerOf(actor), table, query);
  }

  /**
   * Keeps a view under a name.
   *
   * @throws {NotAllowedError} none of the actor's roles lets arrange tables, or share with that organization
   * @throws {OrganizationUnknownError} it is shared with one the actor does not belong to
   * @throws {ColumnUnknownError}
   * @throws {ViewNameTakenError}
   * @throws {TooManyViewsError}
   */
  save(actor: Actor, table: TableName, wanted: SavedViewRequest): Promise<ListedView> {
    const id = newUuid(this.clock.now());
    return this.#keep(actor, table, id, wanted);
  }

  /**
   * Puts another in the place of one of the actor's own views.
   *
   * @throws {ViewUnknownError} or it is somebody else's
   * @throws what `save` throws
   */
  replace(actor: Actor, table: TableName, id: string, wanted: SavedViewRequest): Promise<ListedView> {
    return this.#keep(actor, table, id, wanted, true);
  }

  /**
   * Deletes a view: one's own, or as an administrator one that is shared with the organization.
   *
   * @throws {ViewUnknownError}
   * @throws {NotAllowedError} it is a colleague's
   */
  async remove(actor: Actor, table: TableName, id: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const view = await this.store.find(readerOf(actor), table, id);
      if (!view) throw new ViewUnknownError(id);
      const place = placeOf(actor, view.sharedWithId);
      if (view.personId !== actor.personId && place) requireMay(actor, 'organization.edit', place);
      await this.store.remove(id);
      await this.#record(actor, 'view.deleted', view, undefined);
    });
  }

  /** Whether the actor may delete a view that is seen. */
  isRemovable(actor: Actor, { personId, sharedWithId }: SavedView): boolean {
    const place = placeOf(actor, sharedWithId);
    return personId === actor.personId || (place !== undefined && may(actor, 'organization.edit', place));
  }

  async #keep(
    actor: Actor,
    table: TableName,
    id: string,
    { name, search, columns, shared }: SavedViewRequest,
    isReplaced = false,
  ): Promise<ListedView> {
    placesToArrange(actor);
    requireKnown(table, columns);
    if (shared !== null) requireMay(actor, 'view.share', requirePlace(actor, shared));
    return this.unitOfWork.run(async () => {
      const own = await this.store.lockOwn(actor.personId, table);
      const before = own.find((view) => view.id === id);
      if (isReplaced && !before) throw new ViewUnknownError(id);
      if (own.some((view) => view.id !== id && view.name === name)) throw new ViewNameTakenError(name);
      if (!before && own.length >= SAVED_VIEWS.own) throw new TooManyViewsError('own', SAVED_VIEWS.own);
      if (shared !== null && before?.sharedWithId !== shared) await this.#requireRoom(shared, table);
      const updatedAt = this.clock.now();
      const view: SavedView = {
        id,
        table,
        personId: actor.personId,
        name,
        search,
        columns,
        sharedWithId: shared,
        updatedAt,
      };
      await this.store.keep(view);
      await this.#record(actor, before ? 'view.replaced' : 'view.saved', before, view);
      const kept = await this.store.find(readerOf(actor), table, id);
      if (!kept) throw new ViewUnknownError(id);
      return kept;
    });
  }

  async #requireRoom(organization: OrganizationId, table: TableName): Promise<void> {
    if ((await this.store.lockShared(organization, table)) >= SAVED_VIEWS.shared)
      throw new TooManyViewsError('shared', SAVED_VIEWS.shared);
  }

  async #record(actor: Actor, action: Change, before: SavedView | undefined, after: SavedView | undefined) {
    const view = after ?? before;
    await this.audit.record({
      action,
      actorId: actor.personId,
      organizationId: view?.sharedWithId ?? actor.memberships[0]?.organizationId ?? null,
      subject: { kind: 'view', id: view?.id ?? null },
      ...(before && { before: toldOf(before) }),
      ...(after && { after: toldOf(after) }),
    });
  }
}

type Change = 'view.saved' | 'view.replaced' | 'view.deleted';

const toldOf = ({ table, name, search, columns, sharedWithId }: SavedView) => ({
  table,
  name,
  search,
  columns,
  sharedWithId,
});

const readerOf = ({ personId, memberships }: Actor): ViewReader => ({
  personId,
  organizationIds: memberships.map(({ organizationId }) => organizationId),
});

/** The organization as one of the actor's own; shared is with one's colleagues alone. */
function placeOf({ memberships }: Actor, organization: OrganizationId | null) {
  const own = memberships.find(({ organizationId }) => organizationId === organization);
  return own && { id: own.organizationId, path: own.path, delegatesCertificates: false };
}

function requirePlace(actor: Actor, organization: OrganizationId) {
  const place = placeOf(actor, organization);
  if (!place) throw new OrganizationUnknownError(organization, 'shared');
  return place;
}
