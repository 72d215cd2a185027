import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadResult } from './load/generator-main.js';

/**
 * Runs the load generator in a process of its own.
 *
 * @param whenConnected called once all its sessions are open
 * @throws {Error} when it fails; its words are on standard error
 */
export function generateLoad(order: LoadOrder, whenConnected: () => void = () => undefined): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./load/generator-main.js', import.meta.url)));
    child.on('message', (message: LoadResult | { readonly connected: number }) => {
      if ('connected' in message) whenConnected();
      else resolve(message);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The load generator ended with exit code ${code}.`)));
    child.send(order);
  });
}
