import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Starts the host of the suite's databases.
 *
 * @returns {Promise<{socket: string, stop: () => Promise<void>}>} where it listens
 */
export async function startTestDatabases() {
  const folder = mkdtempSync(join(tmpdir(), 'fieldgate-databases-'));
  const socket = join(folder, 'host.sock');
  const host = fork(fileURLToPath(new URL('./host.mjs', import.meta.url)), [socket], { execArgv: ['--no-liftoff'] });
  await once(host, 'message');
  return {
    socket,
    async stop() {
      const ended = once(host, 'exit');
      host.disconnect();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
