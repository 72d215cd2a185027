import { randomUUID } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { migrate } from './migrate.js';
import type { TestDatabase, TestDatabaseOptions } from './test-database.js';

/** A scratch database on a TimescaleDB server; dropped at the end. */
export class ServerTestDatabase implements TestDatabase {
  readonly kind = 'server';

  private constructor(
    private readonly serverUrl: string,
    private readonly name: string,
  ) {}

  /** @param serverUrl of any database on the server, as a role that may create databases and extensions */
  static async start(serverUrl: string, { migrated = true }: TestDatabaseOptions = {}): Promise<ServerTestDatabase> {
    const database = new ServerTestDatabase(serverUrl, `fieldgate_test_${randomUUID().replaceAll('-', '')}`);
    await database.#onServer(`CREATE DATABASE ${escapeIdentifier(database.name)}`);
    if (migrated) await migrate(database.url);
    return database;
  }

  get url(): string {
    const url = new URL(this.serverUrl);
    url.pathname = `/${this.name}`;
    return url.href;
  }

  async stop(): Promise<void> {
    await this.#onServer(`DROP DATABASE IF EXISTS ${escapeIdentifier(this.name)} WITH (FORCE)`);
  }

  async #onServer(sql: string): Promise<void> {
    const client = new Client({ connectionString: this.serverUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
