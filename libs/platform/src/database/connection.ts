import { Pool } from 'pg';
import { type PreparedTexts, RegistryDatabase } from '#prisma';
import type { Logger } from '../logging.js';

/** The two faces of one database: the registry through Prisma, telemetry through the pool. */
export interface DatabaseConnection {
  readonly pool: Pool;
  readonly registry: RegistryDatabase;
  /** Ends both; running queries finish first. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly url: string;
  /** Names the sessions in the server's own views, such as `fieldgate-api`. */
  readonly applicationName: string;
  /** Upper bound of open connections, 1 to 100. */
  readonly maxConnections: number;
  /** Which of the registry's statements a connection prepares; by default the marked ones. */
  readonly prepared?: PreparedTexts;
  readonly logger: Logger;
}

/** How long a caller waits for a free connection before it fails, milliseconds. */
const CONNECTION_TIMEOUT_MS = 10_000;
/** No statement of the platform is meant to run longer, milliseconds; the embedded database does not enforce it. */
const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * How long a connection is used, seconds: it keeps plans of prepared statements, made for tables of the size of then, and on
 * the embedded database nothing but a new connection is sure to plan them anew.
 */
const CONNECTION_LIFETIME_SECONDS = 600;

/** Where everything is prepared, the first plan counts for all values: most of the time of a statement over a small table goes into plans. */
const PLANNED_ONCE = ' -c plan_cache_mode=force_generic_plan';

/** Opens a pool; connections are made when first needed, so this succeeds while the database is away. */
export function connectDatabase({
  url,
  applicationName,
  maxConnections,
  prepared = 'marked',
  logger,
}: ConnectionOptions): DatabaseConnection {
  const pool = new Pool({
    connectionString: url,
    application_name: applicationName,
    max: maxConnections,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    maxLifetimeSeconds: CONNECTION_LIFETIME_SECONDS,
    // Compiling a statement takes up to half a second, and none of ours runs long enough to be worth it.
    options: `-c jit=off${prepared === 'all' ? PLANNED_ONCE : ''}`,
    keepAlive: true,
  });
  // An idle connection that breaks has no caller to tell; without a listener the process would end.
  // pg hangs the whole client on the error, its session keys too: the log gets the message alone.
  pool.on('error', ({ message }) =>
    logger.warn(
      { reason: message },
      `An idle database connection broke (${message}); the pool opens another when asked.`,
    ),
  );
  const registry = new RegistryDatabase(pool, prepared);
  return {
    pool,
    registry,
    async close() {
      await registry.close();
      await pool.end();
    },
  };
}
