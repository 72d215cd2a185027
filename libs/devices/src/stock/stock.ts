import {
  type Actor,
  type AuditedWork,
  type Organization,
  OrganizationKindError,
  type Organizations,
  requireMay,
} from '#libs/identity';
import { deviceId, newUuid, type OrganizationId } from '#libs/kernel';
import type { TransferStore } from '../transfer/transfer.store.js';
import { ModelUnknownError } from './device-model.errors.js';
import type { Model } from './device-models.query.js';
import {
  type DispatchedDevice,
  type DispatchOutcome,
  judgePresent,
  type PresentDevice,
  repetitionsIn,
} from './dispatch.js';
import { DispatchConflictError, type DispatchObstacle } from './stock.errors.js';
import type { StockStore } from './stock.store.js';

/** Brings devices from production into the stock of providers (R0-13, R0-14). */
export class Stock {
  constructor(
    private readonly organizations: Organizations,
    private readonly store: StockStore,
    private readonly transfers: TransferStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Puts devices into a provider's stock: new ones are made, those in the operator's own stock are transferred. All or none;
   * the same list again changes nothing, also when devices have gone on to customers meanwhile.
   *
   * @returns in the order of the list
   * @throws {OrganizationUnknownError | NotAllowedError | OrganizationKindError} no provider of the actor's
   * @throws {ModelUnknownError} no device model has that name
   * @throws {DispatchConflictError} names each device whose serial number or MAC address another one has
   */
  async dispatch(
    actor: Actor,
    organizationId: OrganizationId,
    devices: readonly DispatchedDevice[],
  ): Promise<readonly DispatchOutcome[]> {
    requireDispatchable(actor, await this.organizations.get(actor, organizationId, 'organizationId'));
    const repetitions = repetitionsIn(devices);
    if (repetitions.length > 0) throw new DispatchConflictError(repetitions);
    return this.work.run(async () => {
      const provider = await this.organizations.hold(actor, organizationId, 'organizationId');
      const at = this.work.now();
      const models = await this.store.deviceModels();
      const drafts = devices.map(({ type, serialNumber, macAddress }, index) => {
        const modelId = modelIdOf(type, index, models);
        return { id: deviceId(newUuid(at)), serialNumber, macAddress, modelId };
      });
      const added = await this.store.add(drafts, provider.id, actor.personId, at);
      const judge = judgeBy(provider, added.size === devices.length ? [] : await this.store.lockNamed(devices));
      const obstacles: DispatchObstacle[] = [];
      const outcomes = devices.flatMap((device, index): DispatchOutcome[] => {
        const id = drafts[index]?.id;
        if (id !== undefined && added.has(id)) return [{ id, serialNumber: device.serialNumber, outcome: 'created' }];
        const judged = judge(device, index);
        if ('outcome' in judged) return [judged];
        obstacles.push(...judged);
        return [];
      });
      if (obstacles.length > 0) throw new DispatchConflictError(obstacles);
      const fromOperator = outcomes.filter(({ outcome }) => outcome === 'handed-over').map(({ id }) => id);
      const order = { to: provider.id, cause: 'dispatched', byId: actor.personId, note: null, at } as const;
      if (fromOperator.length > 0) await this.transfers.transfer(fromOperator, order);
      await this.#record(actor, provider, outcomes);
      return outcomes;
    });
  }

  async #record(actor: Actor, provider: Organization, outcomes: readonly DispatchOutcome[]): Promise<void> {
    const changed = outcomes.filter(({ outcome }) => outcome !== 'unchanged');
    if (changed.length === 0) return;
    await this.work.record({
      action: 'device.dispatched',
      actorId: actor.personId,
      organizationId: provider.id,
      subject: { kind: 'organization', id: provider.id },
      details: { devices: changed.length, serialNumbers: changed.map(({ serialNumber }) => serialNumber) },
      after: { organizationId: provider.id },
    });
  }
}

function requireDispatchable(actor: Actor, organization: Organization): void {
  requireMay(actor, 'device.dispatch', organization);
  const { id, kind } = organization;
  if (kind !== 'provider') throw new OrganizationKindError('organizationId', id, kind, 'provider');
}

function modelIdOf(type: string, index: number, models: readonly Model[]): string {
  const model = models.find(({ name }) => name === type);
  const names = models.map(({ name }) => name);
  if (!model) throw new ModelUnknownError(`devices[${index}].type`, type, names);
  return model.id;
}

function judgeBy(provider: Organization, present: readonly PresentDevice[]) {
  const maps = {
    bySerialNumber: new Map<string, PresentDevice>(present.map((each) => [each.serialNumber, each])),
    byMacAddress: new Map<string, PresentDevice>(present.map((each) => [each.macAddress, each])),
  };
  const operatorPath = provider.path.slice(0, provider.path.indexOf('/', 1) + 1);
  return (device: DispatchedDevice, index: number) => judgePresent(device, index, provider, operatorPath, maps);
}
