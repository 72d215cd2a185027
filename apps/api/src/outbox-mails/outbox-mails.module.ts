import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { OutboxMailsController } from './outbox-mails.controller.js';

/** Mails on their way. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [OutboxMailsController],
})
export class OutboxMailsModule {}
