import { Module } from '@nestjs/common';
import { CertificateServicesModule } from '../services/certificate-services.module.js';
import { PkiController } from './pki.controller.js';

/** What anybody may know of the authorities. */
@Module({
  imports: [CertificateServicesModule],
  controllers: [PkiController],
})
export class PkiModule {}
