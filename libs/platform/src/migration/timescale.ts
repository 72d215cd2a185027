import type { ClientBase } from 'pg';
import { TimescaleMissingError } from './errors.js';

/** The first with UNIQUE NULLS NOT DISTINCT, as server_version_num counts. */
const OLDEST_POSTGRES = 150_000;
/** The first with by_range() and continuous aggregates over continuous aggregates. */
const OLDEST_TIMESCALE = '2.13';

const SERVER = `
  SELECT
    current_setting('server_version_num')::integer AS version_number,
    current_setting('server_version') AS version,
    (SELECT default_version FROM pg_available_extensions WHERE name = 'timescaledb') AS available,
    (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb') AS installed`;

interface Server {
  readonly version_number: number;
  readonly version: string;
  readonly available: string | null;
  readonly installed: string | null;
}

/**
 * Makes sure that the database is a TimescaleDB the platform can stand on; creates the extension where it may.
 *
 * @returns the version of TimescaleDB, such as `2.28.0`
 * @throws {TimescaleMissingError} saying what is there, what is needed and what to do
 */
export async function requireTimescale(client: ClientBase): Promise<string> {
  const server = await look(client);
  if (server.version_number < OLDEST_POSTGRES) {
    throw new TimescaleMissingError(
      `PostgreSQL ${server.version}`,
      `PostgreSQL ${OLDEST_POSTGRES / 10_000} or newer`,
      'Upgrade it.',
    );
  }
  if (server.installed === null) await createExtension(client, server);
  const installed = server.installed ?? (await look(client)).installed ?? '';
  if (isOlder(installed, OLDEST_TIMESCALE)) {
    throw new TimescaleMissingError(
      `TimescaleDB ${installed}`,
      `TimescaleDB ${OLDEST_TIMESCALE} or newer`,
      'Install a newer one and run ALTER EXTENSION timescaledb UPDATE.',
    );
  }
  await requireCommunityEdition(client);
  return installed;
}

async function look(client: ClientBase): Promise<Server> {
  const { rows } = await client.query<Server>(SERVER);
  return rows[0] as Server;
}

async function createExtension(client: ClientBase, server: Server): Promise<void> {
  const wanted = `TimescaleDB ${OLDEST_TIMESCALE} or newer`;
  if (server.available === null) {
    throw new TimescaleMissingError(
      `PostgreSQL ${server.version} without TimescaleDB`,
      wanted,
      'Point DATABASE_URL to a TimescaleDB server, or leave it unset for the embedded database.',
    );
  }
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS timescaledb');
  } catch (cause) {
    throw new TimescaleMissingError(
      `TimescaleDB ${server.available}, but not in this database, and making it failed`,
      wanted,
      'Have a superuser run CREATE EXTENSION timescaledb in this database (the server must preload the library).',
      { cause },
    );
  }
}

/** Compression, continuous aggregates and policies are parts under the Timescale License. */
async function requireCommunityEdition(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ license: string | null }>(
    `SELECT current_setting('timescaledb.license', true) AS license`,
  );
  if (rows[0]?.license !== 'apache') return;
  throw new TimescaleMissingError(
    'the Apache edition of TimescaleDB',
    'the Community edition',
    `Set timescaledb.license = 'timescale' in postgresql.conf.`,
  );
}

/** Whether a version such as `2.23.0-dev` comes before one of two numbers. */
export function isOlder(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  return major !== oldestMajor ? major < oldestMajor : minor < oldestMinor;
}
