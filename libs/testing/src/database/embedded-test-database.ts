import { DatabaseProcess } from './database-process.js';
import { connectionOf, removeDataDirectory } from './embedded-folder.js';
import { freshDataDirectory } from './template.js';
import type { TestDatabase, TestDatabaseOptions } from './test-database.js';

/** An embedded database in a temporary folder, in a process of its own: for tests of its end, and for a suite that runs alone. */
export class EmbeddedTestDatabase implements TestDatabase {
  readonly kind = 'embedded';
  #process: DatabaseProcess | undefined;
  #port = 0;
  #url = '';

  private constructor(
    /** What DATA_DIR is to its process. */
    readonly dataDirectory: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start({ migrated = true, settings = {} }: TestDatabaseOptions = {}): Promise<EmbeddedTestDatabase> {
    const dataDirectory = await freshDataDirectory(migrated);
    const database = new EmbeddedTestDatabase(dataDirectory, settings);
    await database.restart();
    return database;
  }

  get url(): string {
    return this.#url;
  }

  /** The process: for tests of its end. */
  get process(): DatabaseProcess {
    if (!this.#process) throw new Error('The database was never started.');
    return this.#process;
  }

  /** Ends the process as the signal does, and returns when it is gone; the folder stays. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    await this.#process?.kill(signal);
  }

  /** Starts it again in the same folder, with the same password on the same port; ends it first if it runs. */
  async restart(): Promise<void> {
    await this.kill('SIGTERM');
    this.#process = await DatabaseProcess.start({
      DATABASE_FSYNC: 'off',
      LOG_LEVEL: 'warn',
      ...this.settings,
      DATA_DIR: this.dataDirectory,
      DATABASE_PORT: String(this.#port),
    });
    if (!this.#process.isRunning) throw new Error(`The test database did not start:\n${this.#process.lastWords}`);
    ({ url: this.#url, port: this.#port } = await connectionOf(this.dataDirectory));
  }

  async stop(): Promise<void> {
    // Nothing of it is kept, so nothing needs an orderly end.
    await this.kill('SIGKILL');
    await removeDataDirectory(this.dataDirectory);
  }
}
