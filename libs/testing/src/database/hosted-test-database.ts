import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connectionOf } from './embedded-folder.js';
import { freshDataDirectory } from './template.js';
import type { TestDatabase, TestDatabaseOptions } from './test-database.js';

/** An embedded database in a temporary folder, as a thread of the process that holds those of all suites (tools/test-databases). */
export class HostedTestDatabase implements TestDatabase {
  readonly kind = 'embedded';

  private constructor(
    private readonly line: Socket,
    readonly url: string,
  ) {}

  /** @param host path of the socket it listens on */
  static async start(
    host: string,
    { migrated = true, settings = {} }: TestDatabaseOptions = {},
  ): Promise<HostedTestDatabase> {
    const dataDirectory = await freshDataDirectory(migrated);
    const line = connect(host);
    const environment = { ...settings, DATA_DIR: dataDirectory, DATABASE_PORT: '0' };
    line.write(`${JSON.stringify({ DATABASE_FSYNC: 'off', LOG_LEVEL: 'warn', ...environment })}\n`);
    const answers = createInterface({ input: line });
    const gone = once(line, 'close').then(() => [JSON.stringify({ ready: false, said: `${host} hung up.` })]);
    const [answer] = await Promise.race([once(answers, 'line'), gone]);
    answers.close();
    const { ready, said } = JSON.parse(String(answer));
    if (!ready) throw new Error(`The test database did not start:\n${said}`);
    // A suite that failed to stop it must not keep its runner from ending.
    line.unref();
    return new HostedTestDatabase(line, (await connectionOf(dataDirectory)).url);
  }

  /** Its host removes the folder when the thread has ended. */
  async stop(): Promise<void> {
    this.line.destroy();
  }
}
