import { z } from 'zod';
import type { ProfileBody } from '#libs/contracts/http';
import { hasCustomers } from './may-act';

/** A page of this console that an organization chose to open first (R2-12); it has no other site in it. */
const ownPage = z.string().regex(/^(\/[A-Za-z0-9._~-]+)+$/);

/**
 * The page somebody lands on: that of their organization, else the customers for who looks after some (R0-08), else their
 * devices.
 */
export function homeOf(person: Pick<ProfileBody, 'memberships'>): string {
  const chosen = person.memberships.map(({ homeDashboard }) => homeDashboard).find((page) => page !== null);
  if (ownPage.safeParse(chosen).success && chosen !== undefined) return chosen;
  return hasCustomers(person) ? '/organizations' : '/devices';
}
