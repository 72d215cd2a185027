import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { ApiKeysController } from './api-keys.controller.js';

/** Keys for programs. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [ApiKeysController],
})
export class ApiKeysModule {}
