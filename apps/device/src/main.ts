import { systemClock } from '#libs/kernel';
import { exitCodeOf } from './command-line/exit-code.js';
import { HELP } from './command-line/help.js';
import { readOptions } from './command-line/options.js';
import { runDevice } from './run-device.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());

const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else
    process.exitCode = await runDevice(options, { clock: systemClock, random: Math.random, say, signal: stop.signal });
} catch (failure) {
  const exitCode = exitCodeOf(failure);
  console.error(exitCode === undefined ? failure : (failure as Error).message);
  process.exitCode = exitCode ?? 1;
}
