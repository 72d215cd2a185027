import { Module } from '@nestjs/common';
import { ServedDevices } from '#libs/agreements';
import {
  CertificateFiles,
  CertificateSigning,
  CertificateStore,
  DeviceCertificates,
  DeviceKeys,
  KeyAlarm,
  KeyMaker,
} from '#libs/certificates';
import { PrismaAuditTrail } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { Issuance } from '#libs/pki';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { CertificateServicesModule } from '../services/certificate-services.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { provide } from '../services/provide.js';
import { DeviceCertificatesController } from './device-certificates.controller.js';
import { RevocationsController } from './revocations.controller.js';

/** Certificates of devices: contracts say who gets one, so it is put together above both. */
@Module({
  imports: [AgreementServicesModule, CertificateServicesModule, IdentityServicesModule],
  controllers: [DeviceCertificatesController, RevocationsController],
  providers: [
    provide(DeviceKeys, [ServedDevices, CertificateStore, KeyMaker, Clock]),
    provide(CertificateSigning, [ServedDevices, Issuance, KeyAlarm, PrismaAuditTrail]),
    provide(DeviceCertificates, [ServedDevices, CertificateStore, DeviceKeys, CertificateSigning, CertificateFiles]),
  ],
})
export class CertificatesModule {}
