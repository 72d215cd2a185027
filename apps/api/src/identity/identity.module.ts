import { Module } from '@nestjs/common';
import { AuditTrail, type Identity, identityOver, Sessions } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { LinkSettings } from '../platform/link-settings.js';
import { RequestContext } from '../request/request-context.js';
import { SessionsController } from '../sessions/sessions.controller.js';

/** Token of identity's services as one; the rest of the api asks for the single ones. */
const IDENTITY = Symbol('identity');

/** Organizations, people, invitations and sessions. All rules are in `#libs/identity`; here they only get their parts. */
@Module({
  controllers: [SessionsController],
  providers: [
    {
      provide: IDENTITY,
      inject: [RegistryDatabase, Clock, LinkSettings, RequestContext],
      useFactory: (database: RegistryDatabase, clock: Clock, links: LinkSettings, origin: RequestContext): Identity =>
        identityOver({ database, clock, origin, publicUrl: links.publicUrl, linkKey: links.key }),
    },
    { provide: Sessions, inject: [IDENTITY], useFactory: (identity: Identity) => identity.sessions },
    { provide: AuditTrail, inject: [IDENTITY], useFactory: (identity: Identity) => identity.audit },
  ],
  exports: [Sessions, AuditTrail],
})
export class IdentityModule {}
