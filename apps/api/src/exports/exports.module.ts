import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { TablesModule } from '../tables/tables.module.js';
import { ExportJournal } from './export-journal.js';
import { ExportReader } from './export-reader.js';
import { ExportsController } from './exports.controller.js';

/** Lists as files. */
@Module({
  imports: [IdentityServicesModule, SignInServicesModule, TablesModule],
  controllers: [ExportsController],
  providers: [ExportJournal, ExportReader],
})
export class ExportsModule {}
