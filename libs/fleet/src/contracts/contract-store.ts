import type { CalendarDate } from '#libs/contracts';
import type { DeviceId, OrganizationId, PersonId } from '#libs/kernel';
import type { Owner } from '../ports.js';
import type { NamedOrganization } from '../proposals/proposal-store.js';
import type { ContractState, ContractTerm } from './contract.js';

/** A service contract as lists show it. */
export interface Contract extends ContractTerm {
  readonly id: string;
  readonly customer: NamedOrganization;
  /** The customer, as far as it decides who may do what. */
  readonly owner: Owner;
  /** Of the customer. */
  readonly timeZone: string;
  readonly provider: NamedOrganization;
  /** Who renews it: the provider that stands above the customer now. */
  readonly providerAbove: NamedOrganization | null;
  readonly device: { readonly id: DeviceId; readonly serialNumber: string };
  /** Whether the device still belongs to the customer, or to one below it. */
  readonly hasDevice: boolean;
  /** Null: it was deleted. */
  readonly asset: { readonly id: string; readonly name: string } | null;
  readonly leaseMonths: number;
  readonly salesOrderNumber: string | null;
  readonly serviceContractNumber: string | null;
  readonly renewsId: string | null;
  readonly renewedById: string | null;
  readonly createdAt: Date;
}

export interface ContractSelection {
  readonly sort: 'endDate' | '-endDate';
  readonly state?: ContractState | undefined;
  readonly customerId?: OrganizationId | undefined;
  /** Those that wait for a renewal: neither renewed nor lapsed, and at their end in so many days at most. */
  readonly endsWithin?: number | undefined;
  /** End and id of the last one of the page before. */
  readonly after?: readonly [endDate: string, id: string] | undefined;
  readonly limit: number;
}

/** A contract that goes on from another. */
export interface Renewal {
  readonly id: string;
  readonly providerId: OrganizationId;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly leaseMonths: number;
  readonly salesOrderNumber: string | null;
  readonly serviceContractNumber: string | null;
  readonly createdById: PersonId;
  readonly createdAt: Date;
}

/** What the contracts of a device with its owner say. */
export interface DeviceTerms {
  /** Of the one that ends last. */
  readonly endDate: CalendarDate;
  /** Of its customer. */
  readonly timeZone: string;
  /** Who can renew: the provider above the customer; its name. */
  readonly providerName: string;
}

/** Service contracts. */
export abstract class ContractStore {
  abstract find(id: string): Promise<Contract | undefined>;
  /** As `find`; whoever else locks it waits, and its device stays whose it is. */
  abstract lock(id: string): Promise<Contract | undefined>;
  /** Of customers in these subtrees, by their ends, then by id. */
  abstract list(paths: readonly string[], selection: ContractSelection, now: Date): Promise<readonly Contract[]>;
  abstract renew(contractId: string, renewal: Renewal): Promise<void>;
  /** Undefined: the device has no contract with its owner, or one above it. */
  abstract termsOf(device: DeviceId, ownerPath: string): Promise<DeviceTerms | undefined>;
}
