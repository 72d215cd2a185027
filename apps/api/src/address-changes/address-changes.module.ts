import { Module } from '@nestjs/common';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { AddressChangesController } from './address-changes.controller.js';

/** The links that confirm new addresses. */
@Module({
  imports: [SignInServicesModule],
  controllers: [AddressChangesController],
})
export class AddressChangesModule {}
