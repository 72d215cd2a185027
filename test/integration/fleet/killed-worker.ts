import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(__dirname, '../../..');

/** Starts a worker that does this job alone, and kills it somewhere in its work, not always in the same place. */
export async function killedAtWork(
  job: 'imports' | 'device-batches' | 'warranty-notices',
  databaseUrl: string,
): Promise<void> {
  const loader = pathToFileURL(join(root, 'tools/typescript.mjs')).href;
  const main = join(__dirname, 'worker-process.ts');
  const worker = spawn(process.execPath, ['--conditions=source', '--import', loader, main, job, databaseUrl], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(worker, 'exit');
  await once(worker, 'message');
  const killed = setTimeout(() => worker.kill('SIGKILL'), randomInt(50, 1_200));
  await ended;
  clearTimeout(killed);
}
