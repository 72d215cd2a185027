import { BATCH_DEVICES, type DeviceBatchAction, type NewDeviceBatch } from '#libs/contracts/http';
import {
  type Action,
  type Actor,
  type AuditedWork,
  type Json,
  type Organizations,
  organizationsWhere,
  requireSomewhere,
  scopeOf,
  sees,
  visiblePaths,
} from '#libs/identity';
import { newUuid, type OrganizationId } from '#libs/kernel';
import { deviceSearches } from '../list/device-list.js';
import type { FleetReader } from '../list/fleet-reader.query.js';
import {
  DeviceBatchEmptyError,
  DeviceBatchEndedError,
  DeviceBatchTooLargeError,
  DeviceBatchUnknownError,
} from './device-batch.errors.js';
import { actionOf, type DeviceBatch, type DeviceBatchRow, dealtWith } from './device-batch.js';
import type { BatchRowSelection, BatchSelection, DeviceBatchStore, NamedDevice } from './device-batch.store.js';
import type { DeviceBatchNews } from './device-batch-news.js';

/** Batches as whoever starts them sees them: one's own alone, for they tell of devices by what that person sees. */
export class DeviceBatches {
  constructor(
    private readonly store: DeviceBatchStore,
    private readonly reader: FleetReader,
    private readonly organizations: Organizations,
    private readonly work: AuditedWork,
    private readonly news: DeviceBatchNews,
  ) {}

  /**
   * Begins to do something to many devices; the worker then decides about each as about one alone. Which devices are meant is
   * settled here: those named, each once, or those the filter finds now.
   *
   * @throws {NotAllowedError} the actor may do this with no device at all
   * @throws {OrganizationUnknownError} the customer to assign to does not exist for the actor
   * @throws {DeviceBatchUnknownError} the devices of a batch that is not the actor's
   * @throws {DeviceBatchEmptyError | DeviceBatchTooLargeError | TooManyDeviceBatchesError}
   */
  async start(actor: Actor, { action, filter: given, ...named }: NewDeviceBatch): Promise<DeviceBatch> {
    const organizationId = placeOf(actor, action);
    const filter = given ?? null;
    // Told at once, and not of each device.
    if (action.kind === 'assign') await this.organizations.get(actor, action.organizationId, 'action.organizationId');
    return this.work.run(async () => {
      const devices = await this.#devices(actor, { ...named, filter });
      const createdAt = this.work.now();
      const id = newUuid(createdAt);
      const { personId: createdById, apiKeyId = null } = actor;
      await this.store.add({ id, organizationId, createdById, apiKeyId, action, filter, createdAt }, devices);
      await this.work.record({
        action: 'device-batch.started',
        actorId: createdById,
        organizationId,
        subject: { kind: 'device-batch', id },
        details: { devices: devices.length, ...asJson({ action, ...(filter && { filter }) }) },
      });
      return this.get(actor, id);
    });
  }

  /** @throws {DeviceBatchUnknownError} */
  async get(actor: Actor, id: string): Promise<DeviceBatch> {
    return requireOwn(actor, id, await this.store.find(id));
  }

  /** The actor's batches, newest first. */
  list(actor: Actor, selection: Omit<BatchSelection, 'own' | 'paths'>): Promise<readonly DeviceBatch[]> {
    const own = { personId: actor.personId, apiKeyId: actor.apiKeyId ?? null };
    return this.store.list({ ...selection, paths: visiblePaths(actor), own });
  }

  /**
   * Devices of a batch in the order in which they are dealt with.
   *
   * @throws {DeviceBatchUnknownError}
   */
  async rows(actor: Actor, selection: BatchRowSelection): Promise<readonly DeviceBatchRow[]> {
    await this.get(actor, selection.batchId);
    return this.store.rows(selection);
  }

  /**
   * Ends a batch that is under way; what it did stays. Ending it again changes nothing.
   *
   * @throws {DeviceBatchUnknownError}
   * @throws {DeviceBatchEndedError} it is at its end in another way
   */
  async cancel(actor: Actor, id: string): Promise<DeviceBatch> {
    await this.get(actor, id);
    return this.work.run(async () => {
      const batch = requireOwn(actor, id, await this.store.lock(id));
      if (batch.status === 'canceled') return batch;
      if (batch.status !== 'running') throw new DeviceBatchEndedError(id, batch.status);
      await this.store.cancel(id, this.work.now());
      await this.news.ended(batch);
      await this.work.record({
        action: 'device-batch.canceled',
        actorId: actor.personId,
        organizationId: batch.organizationId,
        subject: { kind: 'device-batch', id },
        details: { action: batch.action.kind, devices: batch.total, dealtWith: dealtWith(batch) },
      });
      return this.get(actor, id);
    });
  }

  async #devices(
    actor: Actor,
    { ids, batchId, filter }: Pick<NewDeviceBatch, 'ids' | 'batchId'> & Pick<DeviceBatch, 'filter'>,
  ): Promise<readonly NamedDevice[]> {
    if (ids) return [...new Set(ids)].map((deviceId) => ({ deviceId, serialNumber: null }));
    if (batchId !== undefined) {
      const earlier = await this.store.find(batchId);
      if (!earlier || !isOwn(actor, earlier)) throw new DeviceBatchUnknownError(batchId, 'batchId');
      const changed = await this.store.rows({ batchId, outcome: 'done', after: 0, limit: BATCH_DEVICES });
      if (changed.length === 0) throw new DeviceBatchEmptyError('batchId');
      return changed;
    }
    return this.#found(actor, filter ?? {});
  }

  async #found(actor: Actor, filter: NonNullable<DeviceBatch['filter']>): Promise<readonly NamedDevice[]> {
    const devices = await this.reader.names(
      scopeOf(actor),
      { ...filter, searches: deviceSearches(filter), limit: BATCH_DEVICES + 1 },
      this.work.now(),
    );
    if (devices.length === 0) throw new DeviceBatchEmptyError('filter');
    if (devices.length > BATCH_DEVICES) throw new DeviceBatchTooLargeError(BATCH_DEVICES);
    return devices.map(({ id, serialNumber }) => ({ deviceId: id, serialNumber }));
  }
}

/** Through which of their organizations the actor does this: in its audit trail the batch stands, and with it it takes turns. */
function placeOf(actor: Actor, { kind }: DeviceBatchAction): OrganizationId {
  const action: Action = actionOf[kind];
  requireSomewhere(actor, action);
  const [place = actor.memberships[0]?.organizationId] = organizationsWhere(actor, action);
  if (place === undefined) throw new TypeError(`Who may ${action} belongs to an organization.`);
  return place;
}

/** What was parsed from JSON has nothing that JSON cannot hold. */
const asJson = (values: object) => JSON.parse(JSON.stringify(values)) as Record<string, Json>;

/** Whoever left the organization since reads nothing of it any more. */
function isOwn(actor: Actor, batch: DeviceBatch): boolean {
  const isTheirs =
    batch.createdById === actor.personId && (actor.apiKeyId === undefined || batch.apiKeyId === actor.apiKeyId);
  return isTheirs && sees(actor, { path: batch.organizationPath });
}

function requireOwn(actor: Actor, id: string, batch: DeviceBatch | undefined): DeviceBatch {
  if (!batch || !isOwn(actor, batch)) throw new DeviceBatchUnknownError(id);
  return batch;
}
