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
  DATABASE_CONNECTIONS: wholeNumber('connections', 1, 100, 10).describe('Most connections of the api at once.'),
  HTTP_HOST: z.string().default('127.0.0.1').describe('Address the api listens on; 0.0.0.0 for all.'),
  HTTP_PORT: port(8080).describe('TCP port of the api; 0 lets the system choose.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .optional()
    .describe(
      'Where people reach the platform; links in mails begin with it. Default: http://localhost and HTTP_PORT.',
    ),
  LINK_KEY_FILE: z
    .string()
    .optional()
    .describe('File of the key that links in mails are derived with. Default: secrets/link.key in DATA_DIR.'),
  CA_PASSPHRASE_FILE: z
    .string()
    .optional()
    .describe('File of the passphrase of the authority keys. Default: authority/passphrase in DATA_DIR.'),
  BUS_URL: z
    .url({ protocol: /^mqtts$/, error: 'must be an mqtts:// URL' })
    .default('mqtts://127.0.0.1:8884')
    .describe('Internal listener of a broker: over it the brokers hear of revocations at once.'),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .default([])
    .describe('Addresses or networks of proxies whose X-Forwarded-For is believed, with commas between.'),
  LOG_LEVEL: logLevel,
});

/** @throws {ConfigurationError} naming every setting that is wrong, never its value */
export function apiConfig() {
  const settings = parseEnvironment('api', environment, process.env);
  const linkKeyFile = settings.LINK_KEY_FILE ?? join(settings.DATA_DIR, 'secrets', 'link.key');
  return Object.freeze({
    databaseUrl: databaseUrl('api', settings),
    databaseConnections: settings.DATABASE_CONNECTIONS,
    host: settings.HTTP_HOST,
    port: settings.HTTP_PORT,
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.HTTP_PORT}`,
    linkKey: readSecretFile('api', 'LINK_KEY_FILE', linkKeyFile),
    authority: {
      directory: join(settings.DATA_DIR, 'authority'),
      passphraseFile: settings.CA_PASSPHRASE_FILE ?? join(settings.DATA_DIR, 'authority', 'passphrase'),
    },
    bus: { url: settings.BUS_URL, certificatesDirectory: join(settings.DATA_DIR, 'services') },
    trustedProxies: settings.TRUSTED_PROXIES,
    logLevel: settings.LOG_LEVEL,
  });
}
