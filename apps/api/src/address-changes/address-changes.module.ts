import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { AddressChangesController } from './address-changes.controller.js';

/** The links that confirm new addresses. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [AddressChangesController],
})
export class AddressChangesModule {}
