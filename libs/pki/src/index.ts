export { issueRootCertificate } from './authority.js';
export { Certificate, fingerprintSha256 } from './certificate.js';
export {
  type CertificateDraft,
  type CertificateOrder,
  draftCertificate,
  type IssuingConditions,
} from './certificate-draft.js';
export { CertificateIssuer } from './certificate-issuer.js';
export {
  type Alongside,
  CertificateLedger,
  type ReservationEntry,
  type ReservedSerialNumber,
} from './certificate-ledger.js';
export {
  type BasicConstraints,
  CertificateProfile,
  type CertificateProfileOptions,
  type ExtendedKeyUsage,
  type KeyUsage,
} from './certificate-profile.js';
export { CertificateSubject, type SubjectKind } from './certificate-subject.js';
export { type CertificationRequest, parseCertificationRequest } from './certification-request.js';
export { type BundleFile, bundleName, deviceBundle } from './device-bundle.js';
export {
  CertificateProfileInvalidError,
  CertificateUnreadableError,
  CertificationRequestUnreadableError,
  IssuerNotValidError,
  PasswordTooShortError,
  PathLengthExceededError,
  Pkcs12NotOfferedError,
  PrivateKeyUnreadableError,
  ProofOfPossessionError,
  PublicKeyNotAllowedError,
  RevocationListInvalidError,
  SerialNumberInvalidError,
  SubjectNotAllowedError,
  ValidityTooLongError,
} from './errors.js';
export { Issuance } from './issuance.js';
export type { IssuedCertificate } from './issued-certificate.js';
export type { GeneratedKeyAlgorithm, KeyAlgorithm } from './key-algorithm.js';
export { generateKeyPair, type KeyPair } from './key-pair.js';
export { LocalIssuer } from './local-issuer.js';
export { P12_PASSWORD_MINIMUM_CHARACTERS, pkcs12Bundle } from './pkcs12-bundle.js';
export { type PrivateKey, parsePrivateKey } from './private-key.js';
export {
  deviceProfile,
  issuingAuthorityProfile,
  rootAuthorityProfile,
  serverProfile,
  serviceProfile,
} from './profiles.js';
export type { CertificateRevocationList, RevocationListContent, RevokedCertificate } from './revocation-list.js';
export { REVOCATION_REASONS, type RevocationReason } from './revocation-reason.js';
export { parseSerialNumber, randomSerialNumber, type SerialNumber } from './serial-number.js';
export type { SubjectAltName } from './subject-alt-name.js';
