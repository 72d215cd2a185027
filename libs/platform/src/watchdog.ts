import { Worker } from 'node:worker_threads';

const SCRIPT = `
  const { workerData } = require('node:worker_threads');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), workerData);`;

/**
 * Kills this process after that many milliseconds, whatever its main thread does then: a thread of its own looks at the
 * clock. The process may end before, and is not kept alive by it.
 */
export function killAfter(milliseconds: number): void {
  const watchdog = new Worker(SCRIPT, { eval: true, workerData: milliseconds, execArgv: [] });
  // One that cannot start (no memory) leaves the launcher or process manager as the last resort.
  watchdog.on('error', () => undefined);
  watchdog.unref();
}
