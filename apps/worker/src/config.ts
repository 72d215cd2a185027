import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import {
  busLocation,
  busSettings,
  ConfigurationError,
  type DkimOptions,
  databaseSettings,
  databaseUrl,
  linkOptions,
  linkSettings,
  logLevel,
  parseEnvironment,
  port,
  readSecretFile,
  type SmtpOptions,
  wholeNumber,
} from '#libs/platform';

/** One address, alone or behind a name (RFC 5322 §3.4); what stands in its parts is the mail server's to judge. */
const SENDER = /^(?:(?:"[^"\r\n]*"\s*|[^<>@,;:"\r\n]*)<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/;

const hostIn = (url: string) => (URL.canParse(url) ? new URL(url).hostname : '');

/** Every variable the worker reads. */
export const workerEnvironment = z.object({
  ...databaseSettings,
  ...linkSettings,
  ...busSettings,
  WORKER_DATABASE_CONNECTIONS: wholeNumber('connections', 1, 100, 4).describe(
    'Most connections of the worker at once.',
  ),
  WORKER_HTTP_HOST: z.string().default('127.0.0.1').describe('Address of the worker’s health and metrics.'),
  WORKER_HTTP_PORT: port(8082).describe('TCP port of the worker’s health and metrics; 0 lets the system choose.'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, { error: 'must be an smtp:// or smtps:// URL', abort: true })
    .refine((url) => hostIn(url) !== '', 'must name a host; user and password percent-encoded')
    .optional()
    .describe('Mail server; unset: mail stays in the outbox, where the operator reads it.'),
  MAIL_FROM: z
    .string()
    .trim()
    .regex(SENDER, 'must be one address, such as no-reply@example.com or Fieldgate <no-reply@example.com>')
    .default('no-reply@fieldgate.localhost')
    .describe('Sender of the platform’s mails.'),
  SMTP_CA_FILE: z
    .string()
    .optional()
    .describe('PEM file of the authorities the mail server’s certificate must come from. Default: the system’s.'),
  SMTP_DKIM_DOMAIN: z.string().optional().describe('Domain that signs the mails (DKIM); unset: they are not signed.'),
  SMTP_DKIM_SELECTOR: z.string().default('fieldgate').describe('Name of the signing key in the domain’s DNS.'),
  SMTP_DKIM_KEY_FILE: z.string().optional().describe('PEM file of the signing key; needed with SMTP_DKIM_DOMAIN.'),
  CONNECTION_ATTEMPT_DAYS: wholeNumber('days', 1, 3650, 90).describe('How long refused handshakes are kept.'),
  LOG_LEVEL: logLevel,
});
type Settings = z.output<typeof workerEnvironment>;

/** @throws {ConfigurationError} naming every setting that is wrong, never its value */
export function workerConfig() {
  const settings = parseEnvironment('worker', workerEnvironment, process.env);
  return Object.freeze({
    ...linkOptions('worker', settings),
    databaseUrl: databaseUrl('worker', settings),
    databaseConnections: settings.WORKER_DATABASE_CONNECTIONS,
    bus: busLocation(settings),
    host: settings.WORKER_HTTP_HOST,
    port: settings.WORKER_HTTP_PORT,
    smtp: smtpOptions(settings),
    retention: { connectionAttemptDays: settings.CONNECTION_ATTEMPT_DAYS },
    logLevel: settings.LOG_LEVEL,
  });
}

function smtpOptions(settings: Settings): SmtpOptions | undefined {
  const { SMTP_URL: url, SMTP_CA_FILE: caFile, MAIL_FROM: from } = settings;
  if (url === undefined) return undefined;
  const ca = caFile === undefined ? undefined : pemFrom('SMTP_CA_FILE', caFile, 'certificate', isCertificate);
  return { url, from, ca, dkim: dkimOptions(settings) };
}

function dkimOptions(settings: Settings): DkimOptions | undefined {
  const { SMTP_DKIM_DOMAIN: domain, SMTP_DKIM_SELECTOR: selector, SMTP_DKIM_KEY_FILE: keyFile } = settings;
  if (domain === undefined) return undefined;
  if (keyFile === undefined) {
    const missing = 'SMTP_DKIM_KEY_FILE: is unset, but SMTP_DKIM_DOMAIN asks for signed mails';
    throw new ConfigurationError('worker', [missing]);
  }
  return { domain, selector, privateKey: pemFrom('SMTP_DKIM_KEY_FILE', keyFile, 'private key', createPrivateKey) };
}

const isCertificate = (pem: string) => new X509Certificate(pem);

/** Read here, so that a wrong file ends the start and not each mail. @param read throws for what it cannot read */
function pemFrom(variable: string, path: string, what: string, read: (pem: string) => unknown): string {
  const pem = readSecretFile('worker', variable, path);
  try {
    read(pem);
  } catch (cause) {
    throw new ConfigurationError('worker', [`${variable}: the file ${path} holds no ${what} in PEM`], { cause });
  }
  return pem;
}

/** @throws {ConfigurationError} the database is not named, or not there */
export function auditVerifyConfig() {
  const settings = parseEnvironment('audit verification', z.object(databaseSettings), process.env);
  return Object.freeze({ databaseUrl: databaseUrl('audit verification', settings) });
}
