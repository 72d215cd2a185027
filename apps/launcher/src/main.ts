import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { standardOutput } from '#libs/output';
import { banner } from './banner.js';
import type { ProcessDescription } from './child.js';
import { inheritedEnvironment, launcherConfig } from './config.js';
import { consoleLine } from './console-line.js';
import { NotStartedError } from './not-started-error.js';
import { restartPolicy } from './restart-policy.js';
import { brokerRuntime } from './runtime.js';
import type { Events } from './supervised-process.js';
import { Supervisor } from './supervisor.js';

const startedAt = performance.now();
const config = launcherConfig();
const processes = fileURLToPath(new URL('../../../processes', import.meta.url));
/** How long the end waits for whoever reads, milliseconds. */
const LAST_WORDS_MS = 500;
const write = (text: string) => standardOutput().write(`${text}\n`);

const events: Events = {
  line: (name, line) => write(process.stdout.isTTY ? consoleLine(name, line) : line),
  restarting: (name, reason, delayMs) => write(`The ${name} ended (${reason}). Starting it again in ${delayMs} ms.`),
  givenUp: (failure) => void giveUp(failure),
};
const description = (name: string): ProcessDescription => ({
  name,
  module: join(processes, `${name}.js`),
  environment: inheritedEnvironment(),
});

/** What the prepare step tells: who may sign in, and the password if it was made up just now. */
interface Prepared {
  readonly operatorEmail: string;
  readonly operatorPasswordFile?: string;
  readonly newPassword?: string;
}

const supervisor = new Supervisor(restartPolicy, events);
let stopping = false;
const stop = async (exitCode: number) => {
  if (stopping) return;
  stopping = true;
  await supervisor.stop();
  await standardOutput().flush(LAST_WORDS_MS);
  process.exit(exitCode);
};
const giveUp = (failure: unknown) => {
  if (stopping) return undefined;
  write(`\n${failure instanceof Error ? failure.message : String(failure)}`);
  return stop(failure instanceof NotStartedError ? failure.exitCode : 1);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  const database = supervisor.stage(config.embedded ? [description('database')] : []);
  const prepare = supervisor.oneShot(description('prepare'));
  // The api tells the broker what it committed: the broker goes after it.
  const data = supervisor.stage([{ ...description('broker'), runtime: brokerRuntime }]);
  const control = supervisor.stage([description('api'), description('worker')]);
  data.load();
  control.load();
  await database.start();
  const prepared = (await prepare.run()) as Prepared;
  const [broker, serving] = await Promise.all([data.start(), control.start()]);
  write(
    banner({
      apiUrl: String(serving.get('api')?.url),
      mqttPort: Number(broker.get('broker')?.mqttPort),
      dataDirectory: resolve(config.dataDirectory),
      embedded: config.embedded,
      ...prepared,
      startedInMs: performance.now() - startedAt,
    }),
  );
} catch (failure) {
  await giveUp(failure);
}
