import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below what systems choose from by themselves (32768 and up on Linux): a port in that range may be taken by anybody's
 * outgoing connection while a killed process is down, even by a client that tries to reach this very port.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const ATTEMPTS = 100;

/** Different ports nobody listens on now. They stay the same when a process is killed and started again. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let attempt = 0; attempt < ATTEMPTS && found.size < count; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) found.add(port);
  }
  if (found.size < count) throw new Error(`Of ${ATTEMPTS} ports tried from ${LOWEST} on fewer than ${count} are free.`);
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
