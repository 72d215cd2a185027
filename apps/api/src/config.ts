import { z } from 'zod';
import {
  authorityLocation,
  authoritySettings,
  busLocation,
  busSettings,
  databaseSettings,
  databaseUrl,
  linkOptions,
  linkSettings,
  logLevel,
  parseEnvironment,
  port,
  wholeNumber,
} from '#libs/platform';
import { trustedProxies } from './platform/trusted-proxies.js';

/** Every variable the api reads. */
export const apiEnvironment = z.object({
  ...databaseSettings,
  ...linkSettings,
  ...authoritySettings,
  ...busSettings,
  API_DATABASE_CONNECTIONS: wholeNumber('connections', 1, 100, 10).describe('Most connections of the api at once.'),
  HTTP_HOST: z.string().default('127.0.0.1').describe('Address the api listens on; 0.0.0.0 for all.'),
  API_HTTP_HOST: z.string().default('127.0.0.1').describe('Address of the api’s health and metrics.'),
  API_HTTP_PORT: port(8083).describe('TCP port of the api’s health and metrics; 0 lets the system choose.'),
  CONSOLE_DIR: z
    .string()
    .default('dist/console')
    .describe('Folder of the built console; where there is none, the api serves no console and says so in its log.'),
  MAP_STYLE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .optional()
    .describe(
      'A map in place of the console’s own: a MapLibre style, or tiles with {z}, {x} and {y} in the address. Browsers may then load from its origin, so tiles, letters and images of a style have to be there too.',
    ),
  MAP_ATTRIBUTION: z
    .string()
    .max(300, 'must have at most 300 characters')
    .default('')
    .describe('What the provider of MAP_STYLE_URL wants to be said beside its map.'),
  TRUSTED_PROXIES: trustedProxies.describe(
    'Addresses or networks of proxies whose X-Forwarded-For is believed, with commas between.',
  ),
  RATE_LIMIT_PER_ADDRESS: wholeNumber('requests a minute', 1, 1_000_000, 3600).describe(
    'Requests a minute from one network address, in each api process; signing in, resets and links of mails get a thirtieth of it.',
  ),
  RATE_LIMIT_PER_ACCOUNT: wholeNumber('requests a minute', 1, 1_000_000, 1800).describe(
    'Requests a minute of one person or API key, in each api process.',
  ),
  SESSION_IDLE_MINUTES: wholeNumber('minutes', 1, 720, 120).describe(
    'How long a session may be silent before it ends, minutes; 12 hours after the sign-in it ends in any case.',
  ),
  FORCE_PASSWORD_CHANGE: z
    .enum(['off', 'recommended', 'required'], { error: 'must be off, recommended or required' })
    .default('recommended')
    .describe('What is asked of people whose password somebody else has seen, such as the first operator’s.'),
  LOG_LEVEL: logLevel,
});

/** @throws {ConfigurationError} naming every setting that is wrong, never its value */
export function apiConfig() {
  const settings = parseEnvironment('api', apiEnvironment, process.env);
  return Object.freeze({
    ...linkOptions('api', settings),
    databaseUrl: databaseUrl('api', settings),
    databaseConnections: settings.API_DATABASE_CONNECTIONS,
    host: settings.HTTP_HOST,
    port: settings.HTTP_PORT,
    operation: { host: settings.API_HTTP_HOST, port: settings.API_HTTP_PORT },
    authority: authorityLocation(settings),
    bus: busLocation(settings),
    consoleDirectory: settings.CONSOLE_DIR,
    foreignMap:
      settings.MAP_STYLE_URL === undefined
        ? undefined
        : { styleUrl: settings.MAP_STYLE_URL, attribution: settings.MAP_ATTRIBUTION },
    trustedProxies: settings.TRUSTED_PROXIES,
    rateLimits: { perAddress: settings.RATE_LIMIT_PER_ADDRESS, perAccount: settings.RATE_LIMIT_PER_ACCOUNT },
    sessionIdleMs: settings.SESSION_IDLE_MINUTES * 60_000,
    passwordChange: settings.FORCE_PASSWORD_CHANGE,
    logLevel: settings.LOG_LEVEL,
  });
}
