import { Module } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { AdministratorMail, Outbox } from '#libs/notifications';
import { RegistryDatabase } from '#prisma';
import { provide } from './provide.js';

/** Mails on their way out; the worker sends them. */
@Module({
  providers: [provide(Outbox, [RegistryDatabase, Clock]), provide(AdministratorMail, [RegistryDatabase, Clock])],
  exports: [Outbox, AdministratorMail],
})
export class NotificationServicesModule {}
