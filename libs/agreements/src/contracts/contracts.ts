import type { CalendarDate } from '#libs/contracts/http';
import { type Action, type Actor, type AuditTrail, may, requireMay, scopeOf, sees } from '#libs/identity';
import { type Clock, newUuid, type UnitOfWork } from '#libs/kernel';
import {
  ContractDeviceGoneError,
  ContractRenewedError,
  ContractUnknownError,
  RenewalStartError,
} from './contract.errors.js';
import type { Contract, ContractStore } from './contract.store.js';
import type { ContractSelection } from './contract-selection.js';
import { endOfLease } from './lease.js';

/** How a contract goes on. */
export interface RenewalForm {
  /** 1 to 240. */
  readonly leaseMonths: number;
  /** First day; the end of the renewed one when absent. */
  readonly startDate?: CalendarDate | undefined;
  readonly salesOrderNumber?: string | undefined;
  readonly serviceContractNumber?: string | undefined;
}

/** The contracts of customers, as their people and those above see them. */
export class Contracts {
  constructor(
    private readonly store: ContractStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws {ContractUnknownError} there is none, or it is one of others */
  get(actor: Actor, id: string): Promise<Contract> {
    return this.#see(actor, 'fleet.read', id, this.store.find(id));
  }

  /** The contracts of the customers the actor sees. */
  list(actor: Actor, selection: ContractSelection): Promise<readonly Contract[]> {
    return this.store.list(scopeOf(actor).paths, selection, this.clock.now());
  }

  /**
   * Makes the contract that goes on from this one, with the provider above the customer; what lapsed is released.
   *
   * @throws {ContractUnknownError | NotAllowedError}
   * @throws {ContractRenewedError} each is renewed once
   * @throws {ContractDeviceGoneError} the device is the customer's no more
   * @throws {RenewalStartError} it would begin before the end of the renewed one
   */
  renew(actor: Actor, id: string, form: RenewalForm): Promise<Contract> {
    return this.unitOfWork.run(async () => {
      await this.#see(actor, 'contract.renew', id, this.store.find(id));
      const contract = await this.#see(actor, 'contract.renew', id, this.store.lock(id));
      if (contract.renewedById !== null) throw new ContractRenewedError(id, contract.renewedById);
      if (!contract.hasDevice) throw new ContractDeviceGoneError(id, contract.device.id);
      const startDate = form.startDate ?? contract.endDate;
      if (startDate < contract.endDate) throw new RenewalStartError(startDate, contract.endDate);
      const createdAt = this.clock.now();
      const renewal = {
        id: newUuid(createdAt),
        providerId: contract.providerAbove?.id ?? contract.provider.id,
        startDate,
        endDate: endOfLease(startDate, form.leaseMonths),
        leaseMonths: form.leaseMonths,
        salesOrderNumber: form.salesOrderNumber ?? null,
        serviceContractNumber: form.serviceContractNumber ?? null,
      };
      await this.store.renew(id, { ...renewal, createdById: actor.personId, createdAt });
      await this.audit.record({
        action: 'contract.renewed',
        actorId: actor.personId,
        organizationId: contract.customer.id,
        subject: { kind: 'contract', id },
        details: { deviceId: contract.device.id, providerId: renewal.providerId },
        before: { endDate: contract.endDate, renewedById: null },
        after: { endDate: renewal.endDate, renewedById: renewal.id },
      });
      return this.get(actor, renewal.id);
    });
  }

  /** What the actor may do with the contract, which they see: renew it, while nothing else stands in the way. */
  allowed(actor: Actor, { owner, renewedById, hasDevice }: Contract): readonly Action[] {
    const isRenewable = renewedById === null && hasDevice;
    return isRenewable && may(actor, 'contract.renew', owner) ? ['contract.renew'] : [];
  }

  async #see(actor: Actor, action: Action, id: string, found: Promise<Contract | undefined>): Promise<Contract> {
    const contract = await found;
    if (!contract || !sees(actor, contract.owner)) throw new ContractUnknownError(id);
    requireMay(actor, action, contract.owner);
    return contract;
  }
}
