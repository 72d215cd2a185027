export {
  type AuthorityCertificates,
  type AuthorityLocation,
  ensureAuthorities,
  loadIssuingAuthority,
} from './authority/authorities.js';
export { authorityLocation, authoritySettings } from './authority/authority-settings.js';
export {
  AuthorityDamagedError,
  AuthorityIncompleteError,
  AuthorityKeyLockedError,
  AuthorityMismatchError,
  PassphraseMissingError,
  PassphraseTooShortError,
  SecretFileExposedError,
} from './authority/errors.js';
export {
  ensureServiceCertificate,
  readServiceCertificate,
  type ServiceCertificate,
  type ServiceCertificateOptions,
} from './authority/service-certificate.js';
export type { RenewalReason } from './authority/service-renewal.js';
export { NestLog } from './bus/nest-log.js';
export { type BusCredentials, PlatformBus, type PlatformBusOptions } from './bus/platform-bus.js';
export {
  ConfigurationError,
  logLevel,
  parseEnvironment,
  port,
  readSecretFile,
  wholeNumber,
} from './configuration.js';
export { type ConnectionOptions, connectDatabase, type DatabaseConnection } from './database/connection.js';
export { databaseSettings, databaseUrl } from './database/database-settings.js';
export { type KeptSecret, keepSecret } from './kept-secret.js';
export { announceReady, endProcess, onShutdown, runMain } from './lifecycle.js';
export { linkOptions, linkSettings, requireLinkKey } from './link-settings.js';
export { createLogger, type Logger } from './logging.js';
export {
  type DkimOptions,
  type SmtpMail,
  type SmtpOptions,
  SmtpRefusalError,
  SmtpTransport,
} from './mail/smtp-transport.js';
export {
  MigrationChangedError,
  MigrationFailedError,
  MigrationOrderError,
  MigrationUnfinishedError,
  TimescaleMissingError,
} from './migration/errors.js';
export type { MigrationResult } from './migration/migration-run.js';
export { migrateRegistry } from './migration/registry-migration.js';
export { migrateTelemetry } from './migration/telemetry-migration.js';
export { requireTimescale } from './migration/timescale.js';
export { countDroppedLines } from './operation/dropped-lines.js';
export { OperationEndpoint } from './operation/operation-endpoint.js';
export { Readiness, type ReadinessCheck } from './operation/readiness.js';
