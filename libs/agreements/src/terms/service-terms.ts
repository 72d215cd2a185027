import type { Actor, Owner } from '#libs/identity';
import type { Clock, DeviceId } from '#libs/kernel';
import { ContractLapsedError } from '../contracts/contract.errors.js';
import { withheldFrom } from '../contracts/contract.js';
import type { ContractStore } from '../contracts/contract.store.js';

/** A device, as far as its contracts are asked for. */
interface ServedDevice {
  readonly id: DeviceId;
  readonly owner: Owner;
}

/** What a lapsed contract keeps from the customer's people; its provider and the operator go on as before. */
export class ServiceTerms {
  constructor(
    private readonly store: ContractStore,
    private readonly clock: Clock,
  ) {}

  /**
   * From when on the device's readings are kept from the actor, until the contract is renewed.
   *
   * @returns null: nothing is: a contract runs or its time of grace does, there was never one, or the actor is of the
   *   provider or the operator
   */
  async withheldFrom(actor: Actor, device: ServedDevice): Promise<Date | null> {
    return (await this.#withheld(actor, device))?.from ?? null;
  }

  /**
   * Passes if the actor's side gets new certificates for the device.
   *
   * @throws {ContractLapsedError} it says who can renew
   */
  async requireService(actor: Actor, device: ServedDevice): Promise<void> {
    const withheld = await this.#withheld(actor, device);
    if (withheld) throw new ContractLapsedError(device.id, withheld.from, withheld.providerName);
  }

  async #withheld(actor: Actor, { id, owner }: ServedDevice) {
    if (serves(actor, owner)) return undefined;
    const terms = await this.store.termsOf(id, owner.path);
    if (!terms) return undefined;
    const from = withheldFrom(terms.endDate, terms.timeZone, this.clock.now());
    return from === null ? undefined : { from, providerName: terms.providerName };
  }
}

/** Whether the actor belongs to the provider above the owner, or to the operator. */
const serves = (actor: Actor, { path }: Owner) =>
  actor.memberships.some((own) => own.kind !== 'customer' && path.startsWith(own.path));
