import { Module } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Inbox, NotificationStore } from '#libs/notifications';
import { RegistryDatabase } from '#prisma';
import { provide } from '../services/provide.js';
import { NotificationPreferencesController } from './notification-preferences.controller.js';
import { NotificationsController } from './notifications.controller.js';

/** What people are told, and how they want to be. */
@Module({
  providers: [
    provide(NotificationStore, [RegistryDatabase]),
    provide(Inbox, [NotificationStore, RegistryDatabase, Clock]),
  ],
  controllers: [NotificationsController, NotificationPreferencesController],
})
export class NotificationsModule {}
