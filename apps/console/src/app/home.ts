import { z } from 'zod';
import type { ProfileBody } from '#libs/contracts/http';
import { hasCustomers } from './may-act';

/** A page of this console that an organization chose to open first (R2-12); it has no other site in it. */
const ownPage = z.string().regex(/^(\/[A-Za-z0-9._~-]+)+$/);

/**
 * The page somebody lands on: that of their organization, else the fleet as a whole for the operator's people, the customers
 * for who looks after some (R0-08), the map for a customer's, and the sites for whom only a share lets in.
 */
export function homeOf(person: Pick<ProfileBody, 'memberships'>): string {
  const chosen = person.memberships.map(({ homeDashboard }) => homeDashboard).find((page) => page !== null);
  if (ownPage.safeParse(chosen).success && chosen !== undefined) return chosen;
  if (person.memberships.length === 0) return '/sites';
  if (person.memberships.some(({ kind }) => kind === 'operator')) return '/fleet';
  return hasCustomers(person) ? '/organizations' : '/map';
}
