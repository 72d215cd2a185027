import { Module } from '@nestjs/common';
import { AuditTrail, Organizations } from '#libs/identity';
import { Imports, importsOver } from '#libs/imports';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { provideBy } from '../services/provide.js';
import { ImportsController } from './imports.controller.js';

/** Files of rows, as far as they are handed in and asked after; the worker does the rest. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [ImportsController],
  providers: [
    provideBy(Imports, [RegistryDatabase, Clock, Organizations, AuditTrail], (database, clock, organizations, audit) =>
      importsOver({ database, clock, organizations, audit }),
    ),
  ],
})
export class ImportsModule {}
