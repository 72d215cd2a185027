// A process that logs more than a pipe holds, answers over its channel all the while, and stops when told to.
// With the argument "held" its main thread does nothing any more once it is stopped.
import { announceReady, createLogger, onShutdown, runMain } from '#libs/platform';

const LINES_A_TURN = 200;
const TURN_MS = 5;

runMain('talkative', async () => {
  const logger = createLogger('talkative', 'info');
  let line = 0;
  setInterval(() => {
    for (let n = 0; n < LINES_A_TURN; n += 1) logger.info({ line: line++, filler: 'x'.repeat(500) }, 'a line');
  }, TURN_MS);
  process.on('message', (message) => {
    if (message === 'stop') process.kill(process.pid, 'SIGTERM');
    else process.send?.({ pid: process.pid, line });
  });
  const held = process.argv.includes('held');
  onShutdown(
    logger,
    async () => {
      if (held) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
    { cutMs: 1_000, killMs: 1_500 },
  );
  announceReady({});
});
