import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { retryDelayMs } from '#libs/kernel';
import type { NotStartedError } from './not-started-error.js';
import { type RestartPolicy, restartPolicy } from './restart-policy.js';
import { type Events, SupervisedProcess } from './supervised-process.js';
import { Supervisor } from './supervisor.js';

const quick: RestartPolicy = { firstMs: 1, longestMs: 4, jitter: 0, forgivenAfterMs: 60_000 };
const serves =
  "setInterval(() => undefined, 60_000); process.on('SIGTERM', () => process.exit(0)); process.send({ ready: true, port: 7 });";

describe('a supervised process', () => {
  let folder: string;
  const running: SupervisedProcess[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fieldgate-supervisor-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((member) => member.stop()));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const describing = (name: string, body: string) => {
    const module = join(folder, `${name}.cjs`);
    writeFileSync(module, body);
    return { name, module, environment: { PATH: '/usr/bin', FOLDER: folder } };
  };
  const supervise = (name: string, body: string, events: Partial<Events> = {}) => {
    const member = new SupervisedProcess(describing(name, body), quick, {
      line: () => undefined,
      restarting: () => undefined,
      givenUp: () => undefined,
      ...events,
    });
    running.push(member);
    return member;
  };

  it('is started when it announces that it serves, with what it announced', async () => {
    await expect(supervise('api', serves).start()).resolves.toMatchObject({ port: 7 });
  });

  it('is started again after a kill, and the reason is told', async () => {
    const told = new Promise<string>((resolve) => {
      const member = supervise('broker', serves, { restarting: (name, reason) => resolve(`${name}: ${reason}`) });
      void member.start().then(() => process.kill(member.pid ?? 0, 'SIGKILL'));
    });
    await expect(told).resolves.toBe('broker: signal SIGKILL');
  });

  it('is given up after three ends before it ever served, with its last words', async () => {
    const broken = supervise('worker', "console.error('port 8883 is taken'); process.exit(1);");
    await expect(broken.start()).rejects.toThrow(
      'The worker did not start: exit code 1, last words: port 8883 is taken',
    );
  });

  it('is given up at once when its configuration is wrong', async () => {
    const restarts: string[] = [];
    const broken = supervise('api', 'process.exit(78);', { restarting: (name) => restarts.push(name) });
    await expect(broken.start()).rejects.toThrow('exit code 78');
    expect(restarts).toEqual([]);
  });

  it('loads ahead of its turn and begins when it is told', async () => {
    const lines: string[] = [];
    const loaded = new Promise<void>((resolve) => {
      const member = supervise('api', `console.log('loaded'); process.once('message', () => { ${serves} });`, {
        line: (_, line) => {
          lines.push(line);
          resolve();
        },
      });
      member.load();
    });
    await loaded;
    await expect(running[0]?.start()).resolves.toMatchObject({ port: 7 });
    expect(lines).toEqual(['loaded']);
  });

  it('tells of an end before its turn when its turn comes', async () => {
    const ended = new Promise<void>((resolve) => {
      supervise('api', "console.log('bye'); process.exit(78);", { line: () => resolve() }).load();
    });
    await ended;
    await expect(running[0]?.start()).rejects.toThrow('exit code 78');
  });

  it('is given up for good when it served and then says three times in a row that it cannot start', async () => {
    const body = `const { existsSync, writeFileSync } = require('node:fs');
      const seen = process.env.FOLDER + '/served-once';
      if (existsSync(seen)) { console.error('port 8883 is taken'); process.exit(78); }
      writeFileSync(seen, '');
      process.send({ ready: true }, () => process.exit(1));`;
    const restarts: string[] = [];
    const failure = await new Promise<NotStartedError>((givenUp) => {
      const restarting = (_: string, reason: string) => void restarts.push(reason);
      void supervise('broker', body, { restarting, givenUp }).start();
    });
    expect(failure).toMatchObject({ exitCode: 78, message: expect.stringContaining('port 8883 is taken') });
    expect(restarts).toHaveLength(3);
  });

  const lostBinary = () => {
    const { execPath } = process;
    return {
      lose: () => {
        process.execPath = join(folder, 'gone', 'node');
      },
      restore: () => {
        process.execPath = execPath;
      },
    };
  };

  it('is started again until it runs when node could not be executed for a while, and the reason is told', async () => {
    const { lose, restore } = lostBinary();
    const reasons: string[] = [];
    let serveAgain = () => {};
    const servesAgain = new Promise<void>((resolve) => {
      serveAgain = resolve;
    });
    const member = supervise('broker', `console.log('up'); ${serves}`, {
      restarting: (_, reason) => {
        reasons.push(reason);
        if (reasons.length === 4) restore();
      },
      line: () => {
        if (reasons.length > 0) serveAgain();
      },
    });
    try {
      await member.start();
      lose();
      process.kill(member.pid ?? 0, 'SIGKILL');
      await servesAgain;
    } finally {
      restore();
    }
    expect(reasons[0]).toMatch(/^signal SIGKILL/);
    expect(reasons.slice(1)).toEqual(Array(3).fill(expect.stringMatching(/^spawn .*gone\/node ENOENT$/)));
  });

  it('is given up after three starts that node could not be executed for', async () => {
    const { lose, restore } = lostBinary();
    const restarts: string[] = [];
    lose();
    try {
      const broken = supervise('worker', serves, { restarting: (_, reason) => restarts.push(reason) });
      await expect(broken.start()).rejects.toThrow(/^The worker did not start: spawn .*gone\/node ENOENT$/);
    } finally {
      restore();
    }
    expect(restarts).toHaveLength(2);
  });

  it('is started again when the machine had no room for its process for a while', async () => {
    const environment: Record<string, string> = {};
    const reasons: string[] = [];
    const described = describing('api', `console.log('up'); ${serves}`);
    let serveAgain = () => {};
    const servesAgain = new Promise<void>((resolve) => {
      serveAgain = resolve;
    });
    const member = new SupervisedProcess({ ...described, environment }, quick, {
      line: () => {
        if (reasons.length > 0) serveAgain();
      },
      restarting: (_, reason) => {
        reasons.push(reason);
        if (reasons.length === 3) delete environment.HUGE;
      },
      givenUp: () => undefined,
    });
    running.push(member);
    await member.start();
    environment.HUGE = 'x'.repeat(4_000_000); // more than exec(2) takes: spawn throws, as it does with ENOMEM
    process.kill(member.pid ?? 0, 'SIGKILL');
    await servesAgain;
    expect(reasons.slice(1)).toEqual(Array(2).fill('spawn E2BIG'));
  });

  it('stops stages backwards, so that the database is the last to go', async () => {
    const order: string[] = [];
    const supervisor = new Supervisor(quick, {
      line: (name) => order.push(name),
      restarting: () => undefined,
      givenUp: () => undefined,
    });
    const speaks = `process.on('SIGTERM', () => console.log('bye')); ${serves}`;
    await supervisor.stage([describing('database', speaks)]).start();
    await supervisor.stage([describing('api', speaks)]).start();
    await supervisor.stop();
    expect(order).toEqual(['api', 'database']);
  });
});

describe('a process that does one thing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldgate-one-shot-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const oneShot = (body: string) => {
    const module = join(folder, 'prepare.cjs');
    writeFileSync(module, body);
    const supervisor = new Supervisor(quick, {
      line: () => undefined,
      restarting: () => undefined,
      givenUp: () => undefined,
    });
    const description = { name: 'prepare', module, environment: { PATH: '/usr/bin' } };
    return { supervisor, process: supervisor.oneShot(description) };
  };

  it('answers with what it sent last', async () => {
    const body = "process.once('message', () => process.send({ made: 1 }, () => process.disconnect()));";
    await expect(oneShot(body).process.run()).resolves.toEqual({ made: 1 });
  });

  it('fails with its last words', async () => {
    const body = "process.once('message', () => { console.error('no database'); process.exit(1); });";
    await expect(oneShot(body).process.run()).rejects.toThrow('prepare failed with exit code 1:\nno database');
  });

  it('is ended in the middle of its work when the supervisor stops', async () => {
    const { supervisor, process } = oneShot("process.on('message', () => setInterval(() => undefined, 60_000));");
    const run = process.run();
    await supervisor.stop();
    await expect(run).rejects.toThrow('prepare failed with SIGTERM');
  });
});

describe('the restart delay', () => {
  it('doubles from half a second and ends at half a minute', () => {
    expect([1, 2, 3, 7, 40].map((n) => retryDelayMs(restartPolicy, n))).toEqual([500, 1000, 2000, 30_000, 30_000]);
  });
});
