import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { SiteServicesModule } from '../services/site-services.module.js';
import { SiteGrantsController } from './site-grants.controller.js';
import { SitesController } from './sites.controller.js';

/** Sites and their sharing. */
@Module({
  imports: [IdempotencyModule, SiteServicesModule],
  controllers: [SiteGrantsController, SitesController],
})
export class SitesModule {}
