import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loader = new URL('../typescript.mjs', import.meta.url).href;

/** Those that were not stopped yet. */
const running = new Set();

/** Ends all that still run and removes their folders: the engine does not let go of its main database by itself. */
export async function stopShadowDatabases() {
  await Promise.all([...running].map((stop) => stop()));
}

/**
 * Starts an embedded TimescaleDB of its own in a temporary folder, from the sources, to be thrown away.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startShadowDatabase() {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'fieldgate-shadow-'));
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', loader, join(root, 'apps/database/src/main.ts')],
    {
      cwd: root,
      // Standard output is where the command line listens to the engine: nothing else may write there.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, DATA_DIR: dataDirectory, DATABASE_PORT: '0', DATABASE_FSYNC: 'off' },
    },
  );
  const ended = once(child, 'close');
  let stopping;
  const stop = () => {
    stopping ??= (async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(dataDirectory, { recursive: true, force: true });
      running.delete(stop);
    })();
    return stopping;
  };
  running.add(stop);
  await Promise.race([once(child, 'message'), ended]);
  try {
    const connection = await readFile(join(dataDirectory, 'database', 'connection.json'), 'utf8');
    return { url: JSON.parse(connection).url, stop };
  } catch (cause) {
    await stop();
    throw new Error('The embedded database for the shadow did not start; what it said is above.', { cause });
  }
}
