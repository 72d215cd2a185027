import { Module } from '@nestjs/common';
import { SiteServicesModule } from '../services/site-services.module.js';
import { ShareCodesController } from './share-codes.controller.js';

/** Codes that let somebody into a site. */
@Module({
  imports: [SiteServicesModule],
  controllers: [ShareCodesController],
})
export class ShareCodesModule {}
