import { join } from 'node:path';
import { z } from 'zod';
import { emailAddress } from '#libs/contracts/http';
import {
  authorityLocation,
  authoritySettings,
  databaseSettings,
  databaseUrl,
  logLevel,
  parseEnvironment,
  readSecretFile,
} from '#libs/platform';

const names = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    );

/** Every variable the prepare step reads. */
export const prepareEnvironment = z.object({
  ...databaseSettings,
  ...authoritySettings,
  OPERATOR_EMAIL: emailAddress
    .default('operator@fieldgate.localhost')
    .describe('Sign-in name of the first operator; read at the first start only.'),
  OPERATOR_PASSWORD_FILE: z
    .string()
    .optional()
    .describe(
      'File of the first operator’s password; unset: one is made, shown once and kept in secrets/operator-password.',
    ),
  MQTT_SERVER_NAMES: names('localhost,127.0.0.1,::1').describe(
    'DNS names and IP addresses devices reach the broker under, with commas between; they stand in its certificate.',
  ),
  BUS_SERVER_NAMES: names('localhost,127.0.0.1,broker').describe(
    'DNS names and IP addresses the platform’s own processes reach the broker’s internal listener under.',
  ),
  LOG_LEVEL: logLevel,
});

/** What the prepare step is started with. */
export type PrepareConfig = ReturnType<typeof prepareConfig>;

/** @throws {ConfigurationError} naming every setting that is wrong, never its value */
export function prepareConfig() {
  const settings = parseEnvironment('prepare step', prepareEnvironment, process.env);
  const { DATA_DIR, OPERATOR_PASSWORD_FILE } = settings;
  return Object.freeze({
    databaseUrl: databaseUrl('prepare step', settings),
    authority: authorityLocation(settings),
    servicesDirectory: join(DATA_DIR, 'services'),
    secretsDirectory: join(DATA_DIR, 'secrets'),
    operatorEmail: settings.OPERATOR_EMAIL,
    operatorPassword:
      OPERATOR_PASSWORD_FILE === undefined
        ? undefined
        : readSecretFile('prepare step', 'OPERATOR_PASSWORD_FILE', OPERATOR_PASSWORD_FILE),
    mqttServerNames: settings.MQTT_SERVER_NAMES,
    busServerNames: settings.BUS_SERVER_NAMES,
    logLevel: settings.LOG_LEVEL,
  });
}
