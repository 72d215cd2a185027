import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually } from '../../e2e/platform/eventually.js';
import { lives } from '../../e2e/platform/process-table.js';

const loader = pathToFileURL(resolve('tools/typescript.mjs')).href;
const program = 'test/integration/processes/talkative-process.ts';
/** More than a pipe and the waiting lines hold, so that the process must have met a full pipe. */
const MANY_LINES = 20_000;

describe('a process whose log nobody reads', () => {
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  const command = ['--conditions=source', '--import', loader, program];

  async function talking(...more: string[]): Promise<ChildProcess> {
    return begun(spawn(process.execPath, [...command, ...more], { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] }));
  }

  /** script(1) gives it a terminal and passes on what it writes there, until its own output is full. */
  async function talkingToTerminal(): Promise<ChildProcess> {
    const line = `exec ${[process.execPath, ...command].join(' ')}`;
    return begun(
      spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
        stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      }),
    );
  }

  async function begun(child: ChildProcess): Promise<ChildProcess> {
    running.push(child);
    await once(child, 'message');
    return child;
  }

  /** Its process id, and how many lines it has logged by the time it answers. */
  async function stateOf(child: ChildProcess): Promise<{ pid: number; line: number }> {
    const answer = once(child, 'message');
    child.send('how many?');
    const [state] = (await answer) as [{ pid: number; line: number }];
    return state;
  }

  async function logsOn(child: ChildProcess): Promise<void> {
    while ((await stateOf(child)).line < MANY_LINES);
  }

  async function end(child: ChildProcess): Promise<number | NodeJS.Signals> {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null];
    return code ?? signal ?? -1;
  }

  it('works on, and ends when it is told to', async () => {
    const child = await talking();
    await logsOn(child);
    expect(await end(child)).toBe(0);
  });

  it('works on and ends also when the log is a terminal that is stopped', async () => {
    const child = await talkingToTerminal();
    await logsOn(child);
    const { pid } = await stateOf(child);
    child.send('stop');
    await eventually('the process is gone', () => !lives(pid));
  });

  it('works on and ends also when its reader is gone', async () => {
    const child = await talking();
    child.stdout?.destroy();
    await logsOn(child);
    expect(await end(child)).toBe(0);
  });

  it('is killed by its own watchdog when its main thread is held', async () => {
    const child = await talking('held');
    expect(await end(child)).toBe('SIGKILL');
  });
});
