import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The command line looks for its native schema engine before it does anything else and would download it: ours is a
// script around the WebAssembly build of the same engine.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./tools/schema-engine.mjs', import.meta.url));

/** Where the embedded database writes how to reach it, while it runs (apps/database). */
const connectionFile = `${process.env.DATA_DIR ?? 'data'}/database/connection.json`;

function runningDatabaseUrl(): string | undefined {
  if (!existsSync(connectionFile)) return undefined;
  return (JSON.parse(readFileSync(connectionFile, 'utf8')) as { url: string }).url;
}

/**
 * For authoring (`prisma generate`, `migrate dev --create-only`, `migrate diff`); at start the platform migrates by
 * itself (libs/platform/src/migration). Prisma sees the schema `public` only: `telemetry` belongs to timescale/.
 */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: {
    // With nothing running the engine stands on an empty database that it starts for the command (tools/schema-engine).
    url: process.env.DATABASE_URL ?? runningDatabaseUrl() ?? 'postgresql://scratch.invalid/scratch',
    // A fresh embedded TimescaleDB in memory, so that no server needs a spare database for it.
    shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL ?? 'pglite:',
  },
});
