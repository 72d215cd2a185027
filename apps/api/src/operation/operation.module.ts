import { Module } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { OperationStatus, OperationStatusQuery } from '#libs/operation';
import { RegistryDatabase } from '#prisma';
import { provide } from '../services/provide.js';
import { OperationController } from './operation.controller.js';

/** How the platform runs. */
@Module({
  controllers: [OperationController],
  providers: [
    provide(OperationStatusQuery, [RegistryDatabase]),
    provide(OperationStatus, [OperationStatusQuery, Clock]),
  ],
})
export class OperationModule {}
