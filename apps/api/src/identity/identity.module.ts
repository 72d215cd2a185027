import { type FactoryProvider, Module, type Type } from '@nestjs/common';
import {
  Acceptance,
  Accounts,
  Activations,
  ApiKeys,
  AuditTrail,
  type Identity,
  Invitations,
  identityOver,
  Members,
  Organizations,
  Oversight,
  Profiles,
  Sessions,
} from '#libs/identity';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { ActivationsController } from '../activations/activations.controller.js';
import { ApiKeysController } from '../api-keys/api-keys.controller.js';
import { AuditEventsController } from '../audit-events/audit-events.controller.js';
import { InvitationsController } from '../invitations/invitations.controller.js';
import { MeController } from '../me/me.controller.js';
import { MembersController } from '../organizations/members.controller.js';
import { OrganizationInvitationsController } from '../organizations/organization-invitations.controller.js';
import { OrganizationsController } from '../organizations/organizations.controller.js';
import { OutboxMailsController } from '../outbox-mails/outbox-mails.controller.js';
import { LinkSettings } from '../platform/link-settings.js';
import { RequestContext } from '../request/request-context.js';
import { SessionsController } from '../sessions/sessions.controller.js';

/** Token of identity's services as a whole; everybody else asks for the single ones. */
const IDENTITY = Symbol('identity');

/** Lets one of identity's services be asked for by its class. */
function service<Name extends keyof Identity>(token: abstract new (...parts: never[]) => Identity[Name], name: Name) {
  const provide = token as Type<Identity[Name]>;
  const provider: FactoryProvider = { provide, inject: [IDENTITY], useFactory: (identity: Identity) => identity[name] };
  return provider;
}

/** Organizations, people, invitations and sessions. All rules are in `#libs/identity`; here they only get their parts. */
@Module({
  controllers: [
    SessionsController,
    MeController,
    ActivationsController,
    InvitationsController,
    OrganizationsController,
    MembersController,
    OrganizationInvitationsController,
    ApiKeysController,
    AuditEventsController,
    OutboxMailsController,
  ],
  providers: [
    {
      provide: IDENTITY,
      inject: [RegistryDatabase, Clock, LinkSettings, RequestContext],
      useFactory: (database: RegistryDatabase, clock: Clock, links: LinkSettings, origin: RequestContext): Identity =>
        identityOver({ database, clock, origin, publicUrl: links.publicUrl, linkKey: links.key }),
    },
    service(Acceptance, 'acceptance'),
    service(Accounts, 'accounts'),
    service(Activations, 'activations'),
    service(ApiKeys, 'apiKeys'),
    service(AuditTrail, 'audit'),
    service(Invitations, 'invitations'),
    service(Members, 'members'),
    service(Organizations, 'organizations'),
    service(Oversight, 'oversight'),
    service(Profiles, 'profiles'),
    service(Sessions, 'sessions'),
  ],
  exports: [Accounts, ApiKeys, AuditTrail, Organizations, Sessions],
})
export class IdentityModule {}
