import type { ProfileBody } from '#libs/contracts/http';

/** What of a person says what they may do. */
export type Memberships = Pick<ProfileBody, 'memberships'>;

/**
 * Whether somebody may do this anywhere, by what the API says of their memberships: what they may not is not offered. The
 * API decides anew.
 *
 * @param action such as `registration.create`
 */
export const mayAct = ({ memberships }: Memberships, action: string): boolean =>
  memberships.some(({ actions }) => actions[action] !== undefined);

/** Whether somebody looks after customers: by belonging to a provider or to the operator. */
export const hasCustomers = ({ memberships }: Memberships): boolean =>
  memberships.some(({ kind, actions }) => kind !== 'customer' && actions['organization.read'] !== undefined);
