import { ContainerTestDatabase, hasContainerEngine } from './container-test-database.js';
import { ServerTestDatabase } from './server-test-database.js';
import { DATABASE_START_LIMIT_MS, startEmbeddedDatabase } from './start-test-database.js';
import type { TestDatabase, TestDatabaseOptions } from './test-database.js';

interface DatabaseKind {
  readonly name: string;
  readonly start: (options?: TestDatabaseOptions) => Promise<TestDatabase>;
  /** Why it cannot be had here; it is then skipped by name. */
  readonly missing?: string;
}

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const kinds: readonly DatabaseKind[] = [
  { name: 'the embedded database', start: startEmbeddedDatabase },
  {
    name: 'a TimescaleDB server',
    start: (options) => ServerTestDatabase.start(serverUrl, options),
    ...(serverUrl ? {} : { missing: 'TEST_DATABASE_URL is not set' }),
  },
  {
    name: 'a TimescaleDB container',
    start: (options) => ContainerTestDatabase.start(options),
    ...(hasContainerEngine() ? {} : { missing: 'no container engine here' }),
  },
];

/**
 * Describes rules that hold on every database the platform runs on: the embedded one, the server of TEST_DATABASE_URL,
 * and a container when there is an engine. What cannot be had is skipped by name.
 *
 * @param body gets the database, started before its tests and stopped after them
 */
export function describeOnEveryDatabase(
  subject: string,
  body: (database: { readonly url: string }) => void,
  options?: TestDatabaseOptions,
): void {
  for (const { name, start, missing } of kinds) {
    if (missing !== undefined) {
      describe.skip(`${subject} on ${name}`, () => body({ url: '' }));
      process.stderr.write(`Skipped: ${subject} on ${name} (${missing}).\n`);
      continue;
    }
    describe(`${subject} on ${name}`, () => {
      let database: TestDatabase | undefined;
      beforeAll(async () => {
        database = await start(options);
      }, DATABASE_START_LIMIT_MS);
      body({
        get url() {
          return database?.url ?? '';
        },
      });
      // Behind the body, whose own afterAll hooks end their connections first: hooks run in the order they are made.
      afterAll(async () => {
        await database?.stop();
      }, DATABASE_START_LIMIT_MS);
    });
  }
}
