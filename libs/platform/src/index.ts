export {
  ConfigurationError,
  logLevel,
  parseEnvironment,
  port,
  readSecretFile,
  wholeNumber,
} from './configuration.js';
export { type ConnectionOptions, connectDatabase, type DatabaseConnection } from './database/connection.js';
export { announceReady, onShutdown, runMain } from './lifecycle.js';
export { createLogger, type Logger } from './logging.js';
