import { type Actor, type AuditTrail, isGuest, type Json, may, notAllowed, sees } from '#libs/identity';
import type { Clock, UnitOfWork } from '#libs/kernel';
import { CustomersConfigureError } from '../assets/asset.errors.js';
import type { Asset } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import {
  type AssetConfiguration,
  AssetConfigurationStore,
  type KnownConfiguration,
} from './asset-configuration.store.js';

/** Configures equipment: the customer's people alone do (R0-26). */
export class AssetConfigurations {
  constructor(
    private readonly store: AssetConfigurationStore,
    private readonly assets: Assets,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Whom to call is not for those whom only a grant of the site lets in; the thresholds belong to the values they see.
   *
   * @throws {AssetUnknownError}
   */
  async get(actor: Actor, assetId: string): Promise<KnownConfiguration> {
    const { owner } = await this.assets.get(actor, assetId, 'fleet.read');
    const known = await this.store.find(assetId);
    return isGuest(actor, owner) ? { ...known, contactNote: null } : known;
  }

  /**
   * Takes a configuration in place of the one before; the trail keeps both.
   *
   * @throws {AssetUnknownError}
   * @throws {CustomersConfigureError} the actor is above the customer and none of its people; tells how to join (R0-27)
   * @throws {NotAllowedError} one of its people without the permission, or let in by a grant
   */
  put(actor: Actor, assetId: string, configuration: AssetConfiguration): Promise<KnownConfiguration> {
    return this.unitOfWork.run(async () => {
      requireCustomer(actor, await this.assets.get(actor, assetId, 'fleet.read'));
      const { owner, serialNumber } = await this.assets.hold(actor, assetId, 'asset.configure');
      const { thresholds, contactNote } = await this.store.find(assetId);
      const at = this.clock.now();
      await this.store.put(assetId, configuration, at, actor.personId);
      await this.audit.record({
        action: 'asset.configured',
        actorId: actor.personId,
        organizationId: owner.id,
        subject: { kind: 'asset', id: assetId },
        details: { serialNumber },
        before: recorded({ thresholds, contactNote }),
        after: recorded(configuration),
      });
      return { ...configuration, configuredAt: at, configuredById: actor.personId };
    });
  }
}

function requireCustomer(actor: Actor, { owner }: Asset): void {
  if (may(actor, 'asset.configure', owner)) return;
  const ofCustomer = actor.memberships.filter(({ kind }) => kind === 'customer');
  const isAbove = sees(actor, owner) && !sees({ ...actor, memberships: ofCustomer }, owner);
  throw isAbove ? new CustomersConfigureError(owner.id) : notAllowed('asset.configure', owner);
}

const recorded = ({ thresholds, contactNote }: AssetConfiguration): Readonly<Record<string, Json>> => ({
  thresholds: thresholds.map((threshold) => ({
    quantity: threshold.quantity,
    low: threshold.low ?? null,
    high: threshold.high ?? null,
    unit: threshold.unit ?? null,
  })),
  contactNote,
});
