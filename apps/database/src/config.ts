import { z } from 'zod';
import { databaseSettings, logLevel, parseEnvironment, port, wholeNumber } from '#libs/platform';
import { LOOPBACK } from './server.js';

/** Every variable the embedded database reads. */
export const databaseEnvironment = z.object({
  DATA_DIR: databaseSettings.DATA_DIR,
  DATABASE_HOST: z
    .literal(LOOPBACK, { error: `must be ${LOOPBACK}: the embedded database is not for other machines` })
    .default(LOOPBACK)
    .describe('Address the embedded database listens on; loopback and nothing else.'),
  DATABASE_PORT: port(54_329).describe('TCP port of the embedded database on loopback; 0: any free one.'),
  DATABASE_MAX_CONNECTIONS: wholeNumber('connections', 1, 1000, 64).describe(
    'Most connections to the embedded database at once.',
  ),
  DATABASE_WAIT_SECONDS: wholeNumber('seconds', 1, 3600, 30).describe(
    'How long a statement waits for other connections before it fails with SQLSTATE 55P03.',
  ),
  DATABASE_IDLE_TRANSACTION_SECONDS: wholeNumber('seconds', 1, 3600, 10).describe(
    'How long a transaction may be idle before it is rolled back and its connection ended; it keeps all others waiting.',
  ),
  DATABASE_FSYNC: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('on')
    .describe('on: what is committed survives a loss of power; off: the death of the process only. For tests.'),
  LOG_LEVEL: logLevel,
});

/** The embedded database's environment, parsed; all problems together. */
export function databaseConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return parseEnvironment('database', databaseEnvironment, environment);
}
