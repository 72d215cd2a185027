import { z } from 'zod';
import { parseEnvironment } from '#libs/platform';

const supervisorEnvironment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL')
    .optional()
    .describe('TimescaleDB server; unset: the embedded TimescaleDB in DATA_DIR.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder of the embedded database, authorities, certificates and secrets.'),
});

/** What `npm start` itself needs to know; the processes read the rest of the environment by themselves. */
export function supervisorConfig() {
  return parseEnvironment('supervisor', supervisorEnvironment, process.env);
}

/** The environment the processes are started with. */
export function inheritedEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
