export {
  aCertificationRequest,
  requestSignedBy,
  type TestCertificationRequest,
} from './certificates/certification-request.js';
export { JournalLedger } from './certificates/journal-ledger.js';
export { aSelfSignedCertificate } from './certificates/self-signed-certificate.js';
export {
  aTestAuthority,
  TestAuthority,
  type TestCertificate,
  type TestCertificateOptions,
} from './certificates/test-authority.js';
export { DatabaseProcess } from './database/database-process.js';
export { EmbeddedTestDatabase } from './database/embedded-test-database.js';
export { describeOnEveryDatabase } from './database/every-database.js';
export { ServerTestDatabase } from './database/server-test-database.js';
export { DATABASE_START_LIMIT_MS, startTestDatabase, useTestDatabase } from './database/start-test-database.js';
export type { TestDatabase, TestDatabaseOptions } from './database/test-database.js';
export { withoutAuditEvent } from './database/without-audit-event.js';
export { FakeBatchStore, type FakeRow } from './telemetry/fake-batch-store.js';
export { FakeLatestStore } from './telemetry/fake-latest-store.js';
export { type FakePresence, FakePresenceStore } from './telemetry/fake-presence-store.js';
export { FakeQuantityStore } from './telemetry/fake-quantity-store.js';
export { ManualTime } from './telemetry/manual-time.js';
export { MoodyDatabase } from './telemetry/moody-database.js';
