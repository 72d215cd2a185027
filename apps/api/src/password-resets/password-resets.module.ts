import { Module } from '@nestjs/common';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { PasswordResetsController } from './password-resets.controller.js';

/** Passwords that were forgotten. */
@Module({
  imports: [IdentityServicesModule],
  controllers: [PasswordResetsController],
})
export class PasswordResetsModule {}
