import type { INestApplicationContext } from '@nestjs/common';
import {
  Accounts,
  Actors,
  AuditTrail,
  Links,
  LinkTokens,
  OrganizationKeys,
  OrganizationMoves,
  Organizations,
  Sessions,
} from '#libs/identity';

/** The services of identity that tests ask beside HTTP: the api's own. */
export const identityServices = (api: INestApplicationContext) => ({
  accounts: api.get(Accounts, { strict: false }),
  actors: api.get(Actors, { strict: false }),
  audit: api.get(AuditTrail, { strict: false }),
  links: api.get(Links, { strict: false }),
  linkTokens: api.get(LinkTokens, { strict: false }),
  organizationKeys: api.get(OrganizationKeys, { strict: false }),
  organizationMoves: api.get(OrganizationMoves, { strict: false }),
  organizations: api.get(Organizations, { strict: false }),
  sessions: api.get(Sessions, { strict: false }),
});
