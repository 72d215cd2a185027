import { systemClock } from '#libs/kernel';
import { exitCodeOf } from './command-line/exit-code.js';
import { ApiRefusedError, ApiUnreachableError } from './demo/api-client.js';
import { demoEnvironment } from './demo/config.js';
import { DEMO_HELP, readDemoOptions } from './demo/demo-options.js';
import { runDemo } from './demo/run-demo.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

try {
  const options = readDemoOptions(process.argv.slice(2), demoEnvironment());
  const surroundings = { clock: systemClock, random: Math.random, say: console.log, signal: stop.signal };
  if (options === 'help') console.log(DEMO_HELP);
  else await runDemo(options, surroundings);
} catch (failure) {
  const foreseen = failure instanceof ApiRefusedError || failure instanceof ApiUnreachableError;
  const exitCode = exitCodeOf(failure) ?? (foreseen ? 4 : undefined);
  console.error(exitCode === undefined ? failure : (failure as Error).message);
  process.exitCode = exitCode ?? 1;
}
