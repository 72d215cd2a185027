import { Module } from '@nestjs/common';
import { AuditedWork, FleetAccess, LinkTokens, OrganizationKeys, Organizations, Throttle } from '#libs/identity';
import { AdministratorNotices, Outbox } from '#libs/notifications';
import { KeyReceivers, ShareAcceptance, ShareMails, SiteGrantStore, SiteSharing, SiteStore, Sites } from '#libs/sites';
import { RegistryDatabase } from '#prisma';
import { AccessServicesModule } from './access-services.module.js';
import { IdentityServicesModule } from './identity-services.module.js';
import { NotificationServicesModule } from './notification-services.module.js';
import { provide } from './provide.js';

/** Sites and their sharing. */
@Module({
  imports: [AccessServicesModule, IdentityServicesModule, NotificationServicesModule],
  providers: [
    provide(SiteStore, [RegistryDatabase]),
    provide(SiteGrantStore, [RegistryDatabase]),
    provide(ShareMails, [LinkTokens, Outbox, AdministratorNotices]),
    provide(Sites, [SiteStore, FleetAccess, Organizations, AuditedWork]),
    provide(KeyReceivers, [OrganizationKeys, Throttle]),
    provide(SiteSharing, [Sites, SiteGrantStore, ShareMails, KeyReceivers, AuditedWork]),
    provide(ShareAcceptance, [SiteGrantStore, SiteStore, Throttle, AuditedWork]),
  ],
  exports: [SiteStore, Sites, SiteSharing, ShareAcceptance],
})
export class SiteServicesModule {}
