import type { ProfileBody } from '#libs/contracts/http';

type Membership = ProfileBody['memberships'][number];

/**
 * A membership that lets do these things everywhere in the organization and below it.
 *
 * @param actions such as `registration.create`
 */
export const aMembership = (actions: readonly string[], differences: Partial<Membership> = {}): Membership => ({
  organizationId: '01900000-0000-7000-8000-0000000000aa',
  name: 'Waterworks',
  kind: 'customer',
  role: 'member',
  homeDashboard: null,
  actions: Object.fromEntries(actions.map((action) => [action, 'tree' as const])),
  ...differences,
});
