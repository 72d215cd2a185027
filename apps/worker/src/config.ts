import { join } from 'node:path';
import { z } from 'zod';
import {
  databaseSettings,
  databaseUrl,
  logLevel,
  parseEnvironment,
  port,
  readSecretFile,
  wholeNumber,
} from '#libs/platform';

const environment = z.object({
  ...databaseSettings,
  DATABASE_CONNECTIONS: wholeNumber('connections', 1, 100, 4).describe('Most connections of the worker at once.'),
  WORKER_HTTP_HOST: z.string().default('127.0.0.1').describe('Address of the worker’s health and metrics.'),
  WORKER_HTTP_PORT: port(8082).describe('TCP port of the worker’s health and metrics; 0 lets the system choose.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .default('http://localhost:8080')
    .describe('Where people reach the platform; links in mails begin with it.'),
  LINK_KEY_FILE: z
    .string()
    .optional()
    .describe('File of the key that links in mails are derived with. Default: secrets/link.key in DATA_DIR.'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// URL')
    .optional()
    .describe('Mail server; unset: mail stays in the outbox, where the operator reads it.'),
  MAIL_FROM: z.string().default('no-reply@fieldgate.localhost').describe('Sender of the platform’s mails.'),
  LOG_LEVEL: logLevel,
});

/** What the worker is started with. */
export type WorkerConfig = ReturnType<typeof workerConfig>;

/** @throws {ConfigurationError} naming every setting that is wrong, never its value */
export function workerConfig() {
  const settings = parseEnvironment('worker', environment, process.env);
  const linkKeyFile = settings.LINK_KEY_FILE ?? join(settings.DATA_DIR, 'secrets', 'link.key');
  return Object.freeze({
    databaseUrl: databaseUrl('worker', settings),
    databaseConnections: settings.DATABASE_CONNECTIONS,
    host: settings.WORKER_HTTP_HOST,
    port: settings.WORKER_HTTP_PORT,
    publicUrl: settings.PUBLIC_URL,
    linkKey: readSecretFile('worker', 'LINK_KEY_FILE', linkKeyFile),
    smtp: settings.SMTP_URL === undefined ? undefined : { url: settings.SMTP_URL, from: settings.MAIL_FROM },
    logLevel: settings.LOG_LEVEL,
  });
}
