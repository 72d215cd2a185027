import { z } from 'zod';
import {
  databaseSettings,
  databaseUrl,
  linkOptions,
  linkSettings,
  logLevel,
  parseEnvironment,
  port,
  wholeNumber,
} from '#libs/platform';

/** Every variable the worker reads. */
export const workerEnvironment = z.object({
  ...databaseSettings,
  ...linkSettings,
  WORKER_DATABASE_CONNECTIONS: wholeNumber('connections', 1, 100, 4).describe(
    'Most connections of the worker at once.',
  ),
  WORKER_HTTP_HOST: z.string().default('127.0.0.1').describe('Address of the worker’s health and metrics.'),
  WORKER_HTTP_PORT: port(8082).describe('TCP port of the worker’s health and metrics; 0 lets the system choose.'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// URL')
    .optional()
    .describe('Mail server; unset: mail stays in the outbox, where the operator reads it.'),
  MAIL_FROM: z.string().default('no-reply@fieldgate.localhost').describe('Sender of the platform’s mails.'),
  LOG_LEVEL: logLevel,
});

/** @throws {ConfigurationError} naming every setting that is wrong, never its value */
export function workerConfig() {
  const settings = parseEnvironment('worker', workerEnvironment, process.env);
  return Object.freeze({
    ...linkOptions('worker', settings),
    databaseUrl: databaseUrl('worker', settings),
    databaseConnections: settings.WORKER_DATABASE_CONNECTIONS,
    host: settings.WORKER_HTTP_HOST,
    port: settings.WORKER_HTTP_PORT,
    smtp: settings.SMTP_URL === undefined ? undefined : { url: settings.SMTP_URL, from: settings.MAIL_FROM },
    logLevel: settings.LOG_LEVEL,
  });
}

/** @throws {ConfigurationError} the database is not named, or not there */
export function auditVerifyConfig() {
  const settings = parseEnvironment('audit verification', z.object(databaseSettings), process.env);
  return Object.freeze({ databaseUrl: databaseUrl('audit verification', settings) });
}
