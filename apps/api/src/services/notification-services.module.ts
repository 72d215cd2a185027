import { Module } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { AdministratorNotices, NotificationWriter, Outbox } from '#libs/notifications';
import { RegistryDatabase } from '#prisma';
import { provide } from './provide.js';

/** Mails on their way out; the worker sends them. */
@Module({
  providers: [
    provide(NotificationWriter, [RegistryDatabase, Clock]),
    provide(Outbox, [RegistryDatabase, NotificationWriter, Clock]),
    provide(AdministratorNotices, [RegistryDatabase, NotificationWriter, Clock]),
  ],
  exports: [Outbox, AdministratorNotices],
})
export class NotificationServicesModule {}
