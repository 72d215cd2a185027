import { existsSync } from 'node:fs';
import { ServerTestDatabase } from './server-test-database.js';
import type { TestDatabase, TestDatabaseOptions } from './test-database.js';

/** The image of docker/compose.yaml. */
const IMAGE = 'timescale/timescaledb:2.23.0-pg17';

const sockets = ['/var/run/docker.sock', `/run/user/${process.getuid?.() ?? 0}/podman/podman.sock`];

/** Whether an engine that could run containers is in sight. */
export function hasContainerEngine(): boolean {
  return process.env.DOCKER_HOST !== undefined || sockets.some((socket) => existsSync(socket));
}

/** A TimescaleDB server in a container of its own. */
export class ContainerTestDatabase implements TestDatabase {
  readonly kind = 'server';

  private constructor(
    private readonly database: ServerTestDatabase,
    private readonly stopContainer: () => Promise<unknown>,
  ) {}

  static async start(options?: TestDatabaseOptions): Promise<ContainerTestDatabase> {
    const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
    const container = await new PostgreSqlContainer(IMAGE).start();
    const database = await ServerTestDatabase.start(container.getConnectionUri(), options);
    return new ContainerTestDatabase(database, () => container.stop());
  }

  get url(): string {
    return this.database.url;
  }

  async stop(): Promise<void> {
    await this.stopContainer();
  }
}
