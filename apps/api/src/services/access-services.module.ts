import { Module } from '@nestjs/common';
import { FleetAccess } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { PrismaLiveGrants } from '#libs/sites';
import { RegistryDatabase } from '#prisma';
import { provide } from './provide.js';

/** Who sees and changes what stands at a site. */
@Module({
  providers: [provide(PrismaLiveGrants, [RegistryDatabase]), provide(FleetAccess, [PrismaLiveGrants, Clock])],
  exports: [FleetAccess],
})
export class AccessServicesModule {}
