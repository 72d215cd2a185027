/**
 * The lists, what counts them and what is begun for all that a list finds, that `in` narrows to what somebody sees as a member
 * of one of their organizations; below /api/v1, by whatever method they are asked. Every other operation refuses `in` as a parameter that it does not know.
 */
export const pathsInOrganization: readonly string[] = [
  '/assets',
  '/audit-events',
  '/connection-attempts',
  '/contracts',
  '/device-batches',
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
