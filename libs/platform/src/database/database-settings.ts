import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError, readSecretFile } from '../configuration.js';

/** The variables with which every process finds the database. */
export const databaseSettings = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL')
    .refine((url) => URL.canParse(url), 'must be a postgresql:// URL: user, password and host percent-encoded')
    .optional()
    .describe('TimescaleDB server; unset: the embedded TimescaleDB in DATA_DIR.'),
  DATABASE_PASSWORD_FILE: z.string().optional().describe('File of the password that DATABASE_URL leaves out.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder of the embedded database, authority keys, certificates and secrets.'),
};

export interface DatabaseSettings {
  readonly DATABASE_URL?: string | undefined;
  readonly DATABASE_PASSWORD_FILE?: string | undefined;
  readonly DATA_DIR: string;
}

/** What the embedded database writes beside its files while it runs. */
const connectionFile = z.object({ url: z.string() });

/**
 * The URL to connect with: the server's, with its password from the file, or the embedded database's.
 *
 * @param process named in the error, such as `api`
 * @throws {ConfigurationError} no server is named and no embedded database runs, or the password file cannot be read
 */
export function databaseUrl(process: string, settings: DatabaseSettings): string {
  if (settings.DATABASE_URL === undefined) return embeddedDatabaseUrl(process, settings.DATA_DIR);
  if (settings.DATABASE_PASSWORD_FILE === undefined) return settings.DATABASE_URL;
  const url = new URL(settings.DATABASE_URL);
  url.password = encodeURIComponent(readSecretFile(process, 'DATABASE_PASSWORD_FILE', settings.DATABASE_PASSWORD_FILE));
  return url.href;
}

function embeddedDatabaseUrl(process: string, dataDirectory: string): string {
  const path = join(dataDirectory, 'database', 'connection.json');
  if (!existsSync(path))
    throw new ConfigurationError(process, [
      `DATABASE_URL: is unset, and no embedded database runs in ${dataDirectory}; start one with "npm start"`,
    ]);
  try {
    return connectionFile.parse(JSON.parse(readFileSync(path, 'utf8'))).url;
  } catch (cause) {
    throw new ConfigurationError(
      process,
      [`DATABASE_URL: is unset, and ${path} is damaged; start the embedded database again, which writes it`],
      { cause },
    );
  }
}
