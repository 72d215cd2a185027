import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { SignInServicesModule } from '../services/sign-in-services.module.js';
import { IdentityProviderController } from './identity-provider.controller.js';
import { SignInMethodsController } from './sign-in-methods.controller.js';
import { SingleSignOnsController } from './single-sign-ons.controller.js';

/** Sign-in through the identity provider of an organization. */
@Module({
  imports: [AuthModule, IdentityServicesModule, SignInServicesModule],
  controllers: [SingleSignOnsController, SignInMethodsController, IdentityProviderController],
})
export class SingleSignOnsModule {}
