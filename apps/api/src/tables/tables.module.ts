import { Module } from '@nestjs/common';
import { AuditTrail } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { PrismaTableArrangementStore, SavedViewStore, SavedViews, TableArrangements } from '#libs/tables';
import { RegistryDatabase } from '#prisma';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { provide } from '../services/provide.js';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { SavedViewsController } from './saved-views.controller.js';
import { TablesController } from './tables.controller.js';

/** Lists as tables, as each person arranged them, and the views of them that are kept. */
@Module({
  imports: [IdempotencyModule, IdentityServicesModule, SignInServicesModule],
  controllers: [SavedViewsController, TablesController],
  providers: [
    provide(PrismaTableArrangementStore, [RegistryDatabase]),
    provide(SavedViewStore, [RegistryDatabase]),
    provide(SavedViews, [SavedViewStore, RegistryDatabase, AuditTrail, Clock]),
    provide(TableArrangements, [PrismaTableArrangementStore, RegistryDatabase, AuditTrail, Clock]),
  ],
  exports: [TableArrangements],
})
export class TablesModule {}
