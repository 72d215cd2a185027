import { spawn } from 'node:child_process';
import type { Events, ProcessDescription } from './supervised-process.js';

/**
 * Runs a process that does one thing and ends.
 *
 * @returns what it sent over its channel, the last message
 * @throws {Error} with its last words when it ended with any code but 0
 */
export function runOnce(description: ProcessDescription, events: Events): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', description.module], {
      env: { ...description.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said: unknown;
    const words: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        for (const line of chunk.split('\n')) {
          if (line.trim() === '') continue;
          words.push(line);
          if (words.length > 20) words.shift();
          events.line(description.name, line);
        }
      });
    }
    child.on('message', (message) => {
      said = message;
    });
    child.on('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${description.name} failed with ${signal ?? `exit code ${code}`}:\n${words.join('\n')}`));
    });
  });
}
