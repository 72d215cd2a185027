/**
 * The lists, and what counts them, that `in` narrows to what somebody sees as a member of one of their organizations; below
 * /api/v1. Every other operation refuses `in` as a parameter that it does not know.
 */
export const pathsInOrganization: readonly string[] = [
  '/assets',
  '/audit-events',
  '/connection-attempts',
  '/contracts',
  '/devices',
  '/exports/{table}',
  '/fleet/forecast',
  '/fleet/summary',
  '/imports',
  '/locations',
  '/onboarding',
  '/organizations',
  '/organizations/summary',
  '/outbox-mails',
  '/proposals',
  '/registration-requests',
  '/sites',
];
