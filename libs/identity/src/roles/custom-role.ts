import type { OrganizationId } from '#libs/kernel';
import type { Action } from '../access/permissions.js';

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
