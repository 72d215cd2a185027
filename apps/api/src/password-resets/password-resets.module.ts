import { Module } from '@nestjs/common';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { PasswordResetsController } from './password-resets.controller.js';

/** Passwords that were forgotten. */
@Module({
  imports: [SignInServicesModule],
  controllers: [PasswordResetsController],
})
export class PasswordResetsModule {}
