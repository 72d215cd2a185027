import type { OrganizationId } from '#libs/kernel';
import type { Action } from './permissions.js';

/** Roles one organization can have, so that a list of them stays one people read. */
export const CUSTOM_ROLES_KEPT = 100;

/** A set of actions an organization gave a name. */
export interface CustomRole {
  readonly id: string;
  readonly organizationId: OrganizationId;
  /** No other role of the organization has it. */
  readonly name: string;
  /** What who holds it may, as far as an administrator of the organization reaches. */
  readonly actions: readonly Action[];
  readonly createdAt: Date;
}

/** The custom roles of organizations. */
export abstract class CustomRoleStore {
  abstract add(role: CustomRole): Promise<void>;
  abstract find(organizationId: OrganizationId, id: string): Promise<CustomRole | undefined>;
  abstract findByName(organizationId: OrganizationId, name: string): Promise<CustomRole | undefined>;
  /** By name; `after` is the name of the last one seen. */
  abstract list(
    organizationId: OrganizationId,
    limit: number,
    after: string | undefined,
  ): Promise<readonly CustomRole[]>;
  abstract count(organizationId: OrganizationId): Promise<number>;
  abstract change(id: string, fields: Partial<Pick<CustomRole, 'name' | 'actions'>>): Promise<void>;
  /** How many people hold it. */
  abstract countHolders(id: string): Promise<number>;
  abstract remove(id: string): Promise<void>;
}
