import { BEGINNING, END, spansBefore } from '#libs/devices';
import type { Assets, InstallationStore, InstalledSpan } from '#libs/equipment';
import { type Actor, isGuest, type Owner } from '#libs/identity';
import type { SeenDevice } from './device-telemetry-access.js';
import type { ServiceTerms } from './service-terms.js';

/** Installations of one asset that are looked at, the latest: far more than a machine sees in its life. */
const INSTALLATIONS_LOOKED_AT = 1_000;
/** Installations whose newest values are looked at: before them there is nothing new. */
const INSTALLATIONS_WITH_LATEST = 5;

/** A device as long as it was on an asset, and whose the asset is. */
export interface InstalledDevice extends InstalledSpan {
  readonly owner: Owner;
}

/** Which devices measured on an asset when: its history stays when a device is replaced. */
export class InstalledDevices {
  constructor(
    private readonly store: InstallationStore,
    private readonly assets: Assets,
    private readonly terms: ServiceTerms,
  ) {}

  /**
   * Those that were on the asset within a span of time, oldest first.
   *
   * @throws {AssetUnknownError | NotAllowedError}
   */
  during(
    actor: Actor,
    assetId: string,
    span: { readonly from: Date; readonly to: Date },
  ): Promise<readonly InstalledDevice[]> {
    return this.#read(actor, assetId, span, INSTALLATIONS_LOOKED_AT);
  }

  /**
   * Those that were on the asset last, oldest first: as many as can hold its newest values.
   *
   * @throws {AssetUnknownError | NotAllowedError}
   */
  latest(actor: Actor, assetId: string): Promise<readonly InstalledDevice[]> {
    return this.#read(actor, assetId, { from: BEGINNING, to: END }, INSTALLATIONS_WITH_LATEST);
  }

  /** What the device measured while it was on the asset, but for what a lapsed contract keeps from the owner's people. */
  async see(actor: Actor, { deviceId, key, from, to, owner }: InstalledDevice): Promise<SeenDevice> {
    const withheldFrom = await this.terms.withheldFrom(actor, { id: deviceId, owner });
    const spans = [{ from, to }];
    const visible = withheldFrom === null ? spans : spansBefore(spans, withheldFrom);
    return { key, spans: visible, isGuest: isGuest(actor, owner) };
  }

  async #read(actor: Actor, assetId: string, span: { readonly from: Date; readonly to: Date }, limit: number) {
    const { owner } = await this.assets.get(actor, assetId, 'fleet.read');
    const spans = await this.store.spans(assetId, span, limit);
    return spans.map((each) => ({ ...each, owner }));
  }
}
