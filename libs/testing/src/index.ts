export { aCertificationRequest, type TestCertificationRequest } from './certificates/certification-request.js';
export { JournalLedger } from './certificates/journal-ledger.js';
export {
  aTestAuthority,
  TestAuthority,
  type TestCertificate,
  type TestCertificateOptions,
} from './certificates/test-authority.js';
