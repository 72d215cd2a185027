import { join } from 'node:path';
import { Client } from 'pg';
import { root } from './tree.js';

/** Brings the database to where the platform's prepare step brings it: extension, registry, telemetry. */
export async function migrate(url: string): Promise<void> {
  // Loaded when needed only: it is the platform's whole door, and most suites find their database migrated.
  const { migrateRegistry, migrateTelemetry, requireTimescale } = await import('#libs/platform');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await requireTimescale(client);
    await migrateRegistry(client, join(root, 'prisma/migrations'));
    await migrateTelemetry(client, join(root, 'timescale'));
  } finally {
    await client.end();
  }
}
