import { Module } from '@nestjs/common';
import { ServedDevices } from '#libs/agreements';
import { CertificateRevocation, CertificateStore, DeviceCertificates, KeyAlarm, KeyMaker } from '#libs/certificates';
import { AuditTrail } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { CertificateIssuer, Issuance } from '#libs/pki';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { CertificateServicesModule } from '../services/certificate-services.module.js';
import { IdentityServicesModule } from '../services/identity-services.module.js';
import { provideBy } from '../services/provide.js';
import { DeviceCertificatesController } from './device-certificates.controller.js';
import { RevocationsController } from './revocations.controller.js';

/** Certificates of devices: contracts say who gets one, so it is put together above both. */
@Module({
  imports: [AgreementServicesModule, CertificateServicesModule, IdentityServicesModule],
  controllers: [DeviceCertificatesController, RevocationsController],
  providers: [
    provideBy(
      DeviceCertificates,
      [ServedDevices, CertificateStore, Issuance, CertificateIssuer, KeyMaker, AuditTrail, Clock, KeyAlarm],
      (holders, store, issuance, issuer, keys, audit, clock, keyAlarm) => {
        const records = { audit, clock, keyAlarm };
        return new DeviceCertificates(holders, store, { issuance, issuer }, keys, records);
      },
    ),
  ],
})
export class CertificatesModule {}
