import { Module } from '@nestjs/common';
import { AuditTrail } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { PrismaTableArrangementStore, TableArrangements } from '#libs/tables';
import { RegistryDatabase } from '#prisma';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { provide } from '../services/provide.js';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { TablesController } from './tables.controller.js';

/** Lists as tables, as each person arranged them. */
@Module({
  imports: [IdentityServicesModule, SignInServicesModule],
  controllers: [TablesController],
  providers: [
    provide(PrismaTableArrangementStore, [RegistryDatabase]),
    provide(TableArrangements, [PrismaTableArrangementStore, RegistryDatabase, AuditTrail, Clock]),
  ],
  exports: [TableArrangements],
})
export class TablesModule {}
