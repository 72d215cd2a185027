import { EmbeddedTestDatabase } from './embedded-test-database.js';
import { HostedTestDatabase } from './hosted-test-database.js';
import { ServerTestDatabase } from './server-test-database.js';
import type { TestDatabase, TestDatabaseOptions } from './test-database.js';

/** Enough for the first start on a busy machine, which makes the template; milliseconds, for beforeAll. */
export const DATABASE_START_LIMIT_MS = 180_000;

/**
 * A fresh database: on the server of TEST_DATABASE_URL when that is set, else embedded.
 *
 * Takes about a second; the first time after a change of migrations or of apps/database some seconds more.
 */
export function startTestDatabase(options?: TestDatabaseOptions): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  return serverUrl ? ServerTestDatabase.start(serverUrl, options) : startEmbeddedDatabase(options);
}

/** A fresh embedded one: in the process that holds those of the whole suite, which `npm test` starts, else in its own. */
export function startEmbeddedDatabase(options?: TestDatabaseOptions): Promise<TestDatabase> {
  const host = process.env.TEST_DATABASE_HOST;
  return host ? HostedTestDatabase.start(host, options) : EmbeddedTestDatabase.start(options);
}

/**
 * Starts a database before the tests of a file and stops it after them.
 *
 * Call it outside every `describe`: hooks run in the order they are made, inner ones first, and connections must end
 * before the database does.
 */
export function useTestDatabase(options?: TestDatabaseOptions): { readonly url: string } {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await startTestDatabase(options);
  }, DATABASE_START_LIMIT_MS);
  afterAll(async () => {
    await database?.stop();
  }, DATABASE_START_LIMIT_MS);
  return {
    get url() {
      if (!database) throw new Error('The test database is there between beforeAll and afterAll.');
      return database.url;
    },
  };
}
