import { Module } from '@nestjs/common';
import {
  CertificateFiles,
  CertificateRevocation,
  CertificateStore,
  KeyAlarm,
  KeyAlarmStore,
  KeyMaker,
  PrismaCertificateLedger,
  RevocationListPublication,
} from '#libs/certificates';
import { Announcements } from '#libs/contracts/events';
import { AuditedWork, AuditTrail } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { AdministratorNotices } from '#libs/notifications';
import { CertificateIssuer, Issuance } from '#libs/pki';
import { RegistryDatabase } from '#prisma';
import { IdentityServicesModule } from './identity-services.module.js';
import { NotificationServicesModule } from './notification-services.module.js';
import { provide } from './provide.js';

/** Issuing, the ledger and revocation; whose a certificate may be is said by the libraries above. */
@Module({
  imports: [IdentityServicesModule, NotificationServicesModule],
  providers: [
    provide(CertificateStore, [RegistryDatabase]),
    provide(PrismaCertificateLedger, [RegistryDatabase, Clock]),
    provide(Issuance, [CertificateIssuer, PrismaCertificateLedger, Clock]),
    provide(KeyMaker, []),
    provide(KeyAlarmStore, [RegistryDatabase]),
    provide(KeyAlarm, [KeyAlarmStore, AdministratorNotices, AuditedWork]),
    provide(CertificateFiles, [CertificateIssuer]),
    provide(CertificateRevocation, [CertificateStore, RegistryDatabase, AuditTrail, Announcements, Clock]),
    provide(RevocationListPublication, [CertificateStore, CertificateIssuer, Clock]),
  ],
  exports: [
    CertificateFiles,
    CertificateStore,
    KeyMaker,
    Issuance,
    KeyAlarm,
    CertificateRevocation,
    RevocationListPublication,
  ],
})
export class CertificateServicesModule {}
