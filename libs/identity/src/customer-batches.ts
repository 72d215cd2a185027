import type { OrganizationId } from '#libs/kernel';
import { type Language, levelOf, type Organization, parentKinds, TREE_LEVELS } from './organization.js';

/** What a file says of a customer, and lists of them show. */
export interface CustomerFields {
  readonly name: string;
  readonly address: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly brandingName: string | null;
  /** Null: unlimited. */
  readonly assetLimit: number | null;
}

export interface ListedCustomer extends CustomerFields {
  readonly id: OrganizationId;
}

/** Whether a customer can be made directly under it. */
export const canHaveCustomers = ({ kind, path }: Pick<Organization, 'kind' | 'path'>) =>
  parentKinds.customer.includes(kind) && levelOf(path) < TREE_LEVELS;

/**
 * Many customers of one organization at once, in a fixed number of statements.
 *
 * Nothing is checked, and no audit event recorded: who calls it knows that the actor may, and says so in the trail.
 */
export abstract class CustomerBatches {
  /**
   * Those directly under the organization that have one of these names, in any case.
   *
   * @param lock until the unit of work ends nobody else makes or changes customers of this organization in this way
   */
  abstract named(parentId: OrganizationId, names: readonly string[], lock: boolean): Promise<readonly ListedCustomer[]>;
  /** Makes customers of status `new` directly under the organization, wherever it stands at this moment. */
  abstract add(parentId: OrganizationId, customers: readonly CustomerFields[], at: Date): Promise<void>;
  /** Gives customers these fields; the names stay. */
  abstract change(customers: readonly ListedCustomer[], at: Date): Promise<void>;
}
