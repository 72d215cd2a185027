import { z } from 'zod';
import { databaseSettings, parseEnvironment } from '#libs/platform';

const supervisorEnvironment = z.object({
  DATABASE_URL: databaseSettings.DATABASE_URL,
  DATA_DIR: databaseSettings.DATA_DIR,
});

/** What `npm start` itself needs to know; the processes read the rest of the environment by themselves. */
export function supervisorConfig() {
  return parseEnvironment('supervisor', supervisorEnvironment, process.env);
}

/** The environment the processes are started with. */
export function inheritedEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
