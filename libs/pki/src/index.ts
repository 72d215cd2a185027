export { issueRootCertificate } from './authority.js';
export { Certificate, fingerprintSha256 } from './certificate.js';
export { draftCertificate } from './certificate-draft.js';
export { CertificateIssuer } from './certificate-issuer.js';
export { CertificateLedger, type ReservationEntry } from './certificate-ledger.js';
export { CertificateProfile } from './certificate-profile.js';
export { CertificateSubject } from './certificate-subject.js';
export { parseCertificationRequest } from './certification-request.js';
export { bundleName, deviceBundle } from './device-bundle.js';
export {
  CertificateUnreadableError,
  PasswordTooShortError,
  PrivateKeyUnreadableError,
} from './errors.js';
export { Issuance } from './issuance.js';
export { IssuedCertificate } from './issued-certificate.js';
export type { GeneratedKeyAlgorithm } from './key-algorithm.js';
export { generateKeyPair, type KeyPair } from './key-pair.js';
export { LocalIssuer } from './local-issuer.js';
export { P12_PASSWORD_MINIMUM_CHARACTERS, pkcs12Bundle } from './pkcs12-bundle.js';
export { PrivateKey, parsePrivateKey } from './private-key.js';
export {
  deviceProfile,
  issuingAuthorityProfile,
  rootAuthorityProfile,
  serverProfile,
  serviceProfile,
} from './profiles.js';
export type { RevocationListContent, RevokedCertificate } from './revocation-list.js';
export { REVOCATION_REASONS, type RevocationReason } from './revocation-reason.js';
export { parseSerialNumber, randomSerialNumber } from './serial-number.js';
