import { Module } from '@nestjs/common';
import { HelpArticles, HelpStore } from '#libs/help';
import { AuditedWork } from '#libs/identity';
import { RegistryDatabase } from '#prisma';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { provide } from '../services/provide.js';
import { HelpArticlesController } from './help-articles.controller.js';

/** What readers think of the help articles. */
@Module({
  imports: [IdempotencyModule, IdentityServicesModule],
  providers: [provide(HelpStore, [RegistryDatabase]), provide(HelpArticles, [HelpStore, AuditedWork])],
  controllers: [HelpArticlesController],
})
export class HelpArticlesModule {}
