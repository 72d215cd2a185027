import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { restartPolicy } from './back-off.js';
import { banner } from './banner.js';
import { inheritedEnvironment, supervisorConfig } from './config.js';
import { consoleLine } from './console-line.js';
import { runOnce } from './one-shot.js';
import { brokerRuntime } from './runtime.js';
import type { Events, ProcessDescription } from './supervised-process.js';
import { Supervisor } from './supervisor.js';

const startedAt = performance.now();
const config = supervisorConfig();
const compiled = fileURLToPath(new URL('../..', import.meta.url));
const write = (text: string) => process.stdout.write(`${text}\n`);

const events: Events = {
  line: (name, line) => write(process.stdout.isTTY ? consoleLine(name, line) : line),
  restarting: (name, reason, delayMs) => write(`The ${name} ended (${reason}). Starting it again in ${delayMs} ms.`),
};
const description = (name: string, module = `apps/${name}/src/main.js`): ProcessDescription => ({
  name,
  module: join(compiled, module),
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
  process.exit(exitCode);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  if (config.embedded) await supervisor.startStage([description('database')]);
  const prepared = (await runOnce(description('prepare', 'apps/api/src/prepare-main.js'), events)) as Prepared;
  const serving = await supervisor.startStage([
    description('api'),
    { ...description('broker'), runtime: brokerRuntime },
    description('worker'),
  ]);
  write(
    banner({
      apiUrl: String(serving.get('api')?.url),
      mqttPort: Number(serving.get('broker')?.mqttPort),
      dataDirectory: resolve(config.dataDirectory),
      embedded: config.embedded,
      ...prepared,
      startedInMs: performance.now() - startedAt,
    }),
  );
} catch (failure) {
  if (!stopping) {
    process.stderr.write(`\n${failure instanceof Error ? failure.message : String(failure)}\n`);
    await stop(1);
  }
}
