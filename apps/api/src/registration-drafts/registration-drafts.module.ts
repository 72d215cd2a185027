import { Module } from '@nestjs/common';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { RegistrationDraftsController } from './registration-drafts.controller.js';

/** Forms that wait to be continued. */
@Module({ imports: [AgreementServicesModule], controllers: [RegistrationDraftsController] })
export class RegistrationDraftsModule {}
