export {
  type ConnectionAttempt,
  ConnectionAttempts,
  type PresentedCertificate,
} from './attempts/connection-attempt.js';
export { ConnectionAttemptStore } from './attempts/connection-attempt.store.js';
export { type ConnectionRefusalCode, connectionRefusals } from './attempts/connection-attempt-causes.js';
export { type RefusedConnection, readRefusedConnections } from './attempts/refused-connections.query.js';
export { type CertificateFile, CertificateFiles } from './enrollment/certificate-files.js';
export { type CertificateHolder, CertificateHolders } from './enrollment/certificate-holders.js';
export { CertificateSigning } from './enrollment/certificate-signing.js';
export { DeviceCertificates, type EnrolledDevice } from './enrollment/device-certificates.js';
export { DeviceKeys } from './enrollment/device-keys.js';
export { enrollableStates } from './enrollment/enrollment.js';
export { KeyMaker } from './enrollment/key-maker.js';
export { KeyAlarm } from './key-use/key-alarm.js';
export { keyAlarmMail } from './key-use/key-alarm.mail.js';
export { KeyAlarmStore } from './key-use/key-alarm.store.js';
export {
  type CertificateRecord,
  CertificateStore,
  type RevocableCertificate,
  type Revocation,
} from './ledger/certificate.store.js';
export { PrismaCertificateLedger } from './ledger/certificate-ledger.store.js';
export { CertificateRevocation } from './revocation/revocation.js';
export { RevocationListPublication } from './revocation/revocation-list.js';
export { LEAVING, revokeOnLeaving } from './revocation/revocation-on-leaving.store.js';
export { decideAdmission } from './status/admission-rules.js';
export {
  type AdmittedDevice,
  type CertificateIdentity,
  type CertificateStatus,
  CertificateStatuses,
  type ChangedCertificateStatuses,
} from './status/certificate-status.js';
export { CertificateStatusQuery } from './status/certificate-status.query.js';
