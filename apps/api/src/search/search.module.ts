import { Module } from '@nestjs/common';
import { DeviceServicesModule } from '../services/device-services.module.js';
import { EquipmentServicesModule } from '../services/equipment-services.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { SiteServicesModule } from '../services/site-services.module.js';
import { SearchController } from './search.controller.js';

/** One search over devices, assets, organizations, sites and people. */
@Module({
  imports: [DeviceServicesModule, EquipmentServicesModule, IdentityServicesModule, SiteServicesModule],
  controllers: [SearchController],
})
export class SearchModule {}
