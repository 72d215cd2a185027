import {
  BEGINNING,
  type Devices,
  END,
  type Ownership,
  type OwnershipPlace,
  type OwnershipStore,
  seesOwnership,
  spansBefore,
  visibleSpans,
} from '#libs/devices';
import { type Actor, isGuest, type Owner, OwnersOnlyError, requireNoGuest } from '#libs/identity';
import type { DeviceId, DeviceKey, VisibleSpan } from '#libs/kernel';
import type { ServiceTerms } from './service-terms.js';

/**
 * Owners of one device that are looked at, the latest: far more than a device has in its life. What was before them is not
 * shown to anybody.
 */
const OWNERS_LOOKED_AT = 1_000;

/** An entry of a device's history, as somebody sees it. */
export interface Transfer extends Omit<Ownership, 'path' | 'organizationName'> {
  /** Null, as id and note are: an organization outside the view of whoever asks. */
  readonly organizationName: string | null;
}

/** A device as somebody sees it: what it measured in these spans of time. */
export interface SeenDevice {
  readonly key: DeviceKey;
  readonly spans: readonly VisibleSpan[];
  /** Let in by a grant of the site alone: network addresses are none of their business. */
  readonly isGuest: boolean;
}

/** Who had a device when, and whose its telemetry of that time is. */
export class DeviceOwnerships {
  constructor(
    private readonly devices: Devices,
    private readonly store: OwnershipStore,
    private readonly terms: ServiceTerms,
  ) {}

  /**
   * A device the actor sees, with the times of which they see what happened to it: a new owner does not see what it
   * measured for the former one, whoever is above both sees all. Where the owner's contract lapsed, its people do not see
   * what came after the time of grace, until it is renewed.
   *
   * @throws {DeviceUnknownError | NotAllowedError}
   */
  async see(actor: Actor, id: DeviceId): Promise<SeenDevice> {
    const { key, owner } = await this.devices.get(actor, id, 'fleet.read');
    const spans = await this.#spans(actor, id, owner);
    const withheldFrom = await this.terms.withheldFrom(actor, { id, owner });
    const visible = withheldFrom === null ? spans : spansBefore(spans, withheldFrom);
    return { key, spans: visible, isGuest: isGuest(actor, owner) };
  }

  /**
   * As `see`, for what was refused of a device: who tried, from where, with what.
   *
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {OwnersOnlyError} the actor is let in by a grant of the site alone
   */
  async seeRefusals(actor: Actor, id: DeviceId): Promise<SeenDevice> {
    const device = await this.see(actor, id);
    if (device.isGuest) throw new OwnersOnlyError('refused connections and messages', id);
    return device;
  }

  async #spans(actor: Actor, id: DeviceId, owner: Owner): Promise<readonly VisibleSpan[]> {
    const newestFirst = await this.store.page(id, OWNERS_LOOKED_AT, undefined);
    // Nobody has transferred it yet.
    if (newestFirst.length === 0) return [{ from: BEGINNING, to: END }];
    const history = [...newestFirst].reverse();
    if (history.length === OWNERS_LOOKED_AT) history.shift(); // the oldest is perhaps not the first
    return visibleSpans(history, seesOwnership(actor, owner.id));
  }

  /**
   * The transfers of a device, newest first; organizations outside the actor's view have no name.
   *
   * @throws {DeviceUnknownError | NotAllowedError}
   * @throws {OwnersOnlyError} the actor is let in by a grant of the site alone
   */
  async transfers(
    actor: Actor,
    id: DeviceId,
    limit: number,
    after: OwnershipPlace | undefined,
  ): Promise<readonly Transfer[]> {
    const { owner } = await this.devices.get(actor, id, 'fleet.read');
    requireNoGuest(actor, owner, 'transfers', id);
    const isSeen = seesOwnership(actor, owner.id);
    const history = await this.store.page(id, limit, after);
    return history.map(({ path, ...entry }) =>
      isSeen({ organizationId: entry.organizationId, path })
        ? entry
        : { ...entry, organizationId: null, organizationName: null, byId: null, note: null },
    );
  }
}
