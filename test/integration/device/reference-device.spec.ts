import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { deviceId } from '#libs/kernel';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { freePort, TestBroker, until } from './test-broker.js';

// The compiled program itself, as a customer starts it, against a broker with mutual TLS.

const MAIN = resolve('dist/apps/device/src/main.js');
const me = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');

jest.setTimeout(60_000); // each test starts processes, on machines that are busy

let authority: TestAuthority;
let folder: string;
let broker: TestBroker | undefined;
const running = new Set<Device>();

beforeAll(async () => {
  authority = await aTestAuthority();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldgate-device-'));
  const { key, cert } = await authority.deviceCertificate({ deviceId: me });
  writeFileSync(join(folder, 'S1.key'), key);
  writeFileSync(join(folder, 'S1.pem'), cert);
});
afterEach(async () => {
  for (const device of running) await device.kill();
  await broker?.stop();
  broker = undefined;
  rmSync(folder, { recursive: true });
});

class Device {
  output = '';
  exitCode: number | null | undefined;
  private readonly process: ChildProcessByStdio<null, Readable, Readable>;

  constructor(args: readonly string[], port: number) {
    const files = ['--key', join(folder, 'S1.key'), '--pem', join(folder, 'S1.pem')];
    const all = [MAIN, ...files, '--host', '127.0.0.1', '--port', String(port), ...args];
    this.process = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (chunk) => {
        this.output += chunk;
      });
    }
    this.process.once('close', (code) => {
      this.exitCode = code;
      running.delete(this);
    });
    running.add(this);
  }

  async ended(): Promise<number | null> {
    if (this.exitCode === undefined) await once(this.process, 'close');
    return this.exitCode ?? null;
  }

  async kill(signal: 'SIGKILL' | 'SIGINT' = 'SIGKILL'): Promise<number | null> {
    this.process.kill(signal);
    return this.ended();
  }
}

describe('the reference device', () => {
  it('R1-38: connects with its two files, sends a reading with its own time and ends', async () => {
    broker = await TestBroker.start(authority);
    const before = Date.now();
    const device = new Device(['--send-once', '{"load":43,"on":true}', '--location', '52.2,21,8'], broker.port);
    expect(await device.ended()).toBe(0);
    expect(broker.stored.map(({ deviceId: id, topic }) => [id, topic])).toEqual([
      [me, 'devices/me/telemetry'],
      [me, 'devices/me/location'],
    ]);
    const { ts, values } = JSON.parse(broker.stored[0]!.payload);
    expect(values).toEqual({ load: 43, on: true });
    expect(ts).toBeGreaterThanOrEqual(before);
    expect(ts).toBeLessThanOrEqual(Date.now());
    expect(device.output).not.toContain('PRIVATE');
  });

  it('keeps what it measures while there is no broker, and brings it home in order when there is one', async () => {
    const port = await freePort();
    const device = new Device(['--profile', 'moving', '--interval', '0.05'], port);
    await until(() => device.output.includes(`Allow outbound TCP ${port}`), 'the device says what to allow');
    const offlineUntil = Date.now();
    broker = await TestBroker.start(authority, port);
    await until(() => device.output.includes('Connected'), 'the device is connected');
    await until(() => broker!.valuesOf('speed').length >= 20, 'twenty samples are there');
    expect(await device.kill('SIGINT')).toBe(0);

    const times = broker.stored
      .filter(({ topic }) => topic.endsWith('telemetry'))
      .flatMap(({ payload }) => [JSON.parse(payload)].flat())
      .map(({ ts }) => ts);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times[0]).toBeLessThan(offlineUntil);
    expect(device.output).toContain(' 0 sample(s) wait');
  });

  it('loses nothing that it wrote down when it is killed again and again', async () => {
    const port = await freePort();
    for (let kills = 0; kills < 5; kills++) {
      const device = new Device(['--profile', 'ups', '--interval', '0.01'], port);
      await until(() => device.output.includes('Trying again'), 'the device has found no broker');
      await device.kill();
    }
    const writtenDown = readFileSync(join(folder, 'S1.backlog'), 'utf8').match(/^[0-9a-f]{8} \+ /gm)?.length ?? 0;
    // One more sample, of another quantity: when it is acknowledged, all before it are.
    broker = await TestBroker.start(authority, port);
    const last = new Device(['--send-once', '{"last":1}'], port);
    expect(await last.ended()).toBe(0);
    expect(last.output).toMatch(/[1-9]\d* message\(s\) of an earlier run wait/);
    expect(writtenDown).toBeGreaterThanOrEqual(5);
    expect(broker.valuesOf('load')).toHaveLength(writtenDown);
    expect(broker.valuesOf('last')).toEqual([1]);
    expect(last.output).toContain(' 0 sample(s) wait');
  });

  it('sends again what was not acknowledged when the connection broke', async () => {
    broker = await TestBroker.start(authority);
    let refused = 0;
    broker.beforeAck = async () => {
      if (++refused <= 2) throw new Error('the database is away');
    };
    const device = new Device(['--send-once', '{"load":1}', '--send-once', '{"load":2}'], broker.port);
    expect(await device.ended()).toBe(0);
    expect(refused).toBeGreaterThan(2);
    expect(new Set(broker.valuesOf('load'))).toEqual(new Set([1, 2]));
  });

  it('comes back by itself when the broker drops it', async () => {
    broker = await TestBroker.start(authority);
    const device = new Device(['--profile', 'ups', '--interval', '0.05'], broker.port);
    await until(() => broker!.stored.length > 3, 'it is sending');
    broker.dropConnections();
    await until(() => device.output.includes('The connection was lost'), 'it noticed');
    const before = broker.stored.length;
    await until(() => broker!.stored.length > before + 3, 'it is sending again');
    expect(await device.kill('SIGINT')).toBe(0);
  });

  it('answers commands, and says so', async () => {
    broker = await TestBroker.start(authority);
    const device = new Device(['--answer-commands'], broker.port);
    await until(() => device.output.includes('Connected'), 'it is connected');
    await broker.send('devices/me/commands/17/request', { name: 'ping' });
    await until(() => broker!.stored.length > 0, 'the answer is there');
    const [answer] = broker.stored;
    expect([answer!.topic, JSON.parse(answer!.payload).status]).toEqual(['devices/me/commands/17/response', 'done']);
    expect(await device.kill('SIGINT')).toBe(0);
  });

  it.each([
    ['other-topic', '1 of 1 acknowledged'],
    ['flood', '2000 of 2000 acknowledged'],
  ])('misbehaves on request: %s', async (kind, words) => {
    broker = await TestBroker.start(authority);
    const device = new Device(['--misbehave', kind], broker.port);
    expect(await device.ended()).toBe(0);
    expect(device.output).toContain(words);
  });
});

describe('the reference device, refused', () => {
  it('R1-39: names the port to allow when nobody answers, and keeps what it could not send', async () => {
    const port = await freePort();
    const device = new Device(['--send-once', '{"load":43}', '--timeout', '1'], port);
    expect(await device.ended()).toBe(4);
    expect(device.output).toContain(`Allow outbound TCP ${port} in the network; nothing inbound is needed.`);
    expect(device.output).toContain('1 sample(s) wait');
    broker = await TestBroker.start(authority, port);
    expect(await new Device(['--send-once', '{"load":44}'], port).ended()).toBe(0);
    expect(broker.valuesOf('load')).toEqual([43, 44]);
  });

  it('says that its certificate comes from another authority', async () => {
    const foreign = await (await aTestAuthority()).deviceCertificate();
    // It trusts the broker, and shows it a certificate of its own.
    writeFileSync(join(folder, 'S1.key'), foreign.key);
    const leaf = foreign.cert.slice(0, foreign.cert.indexOf('-----END') + '-----END CERTIFICATE-----\n'.length);
    writeFileSync(join(folder, 'S1.pem'), leaf + authority.root.pem);
    broker = await TestBroker.start(authority);
    const device = new Device(['--send-once', '{"load":43}', '--timeout', '1'], broker.port);
    expect(await device.ended()).toBe(5);
    expect(device.output).toMatch(/another authority|without an answer/); // TLS 1.3 may close before the alert is read
    expect(device.output).toContain('shows the refused attempt with its cause');
  });

  it('does not trust a broker of another authority, and sends it nothing', async () => {
    const other = await aTestAuthority();
    broker = await TestBroker.start(other);
    const device = new Device(['--send-once', '{"load":43}'], broker.port);
    expect(await device.ended()).toBe(6);
    expect(device.output).toContain('not one the .pem file vouches for');
    expect(broker.stored).toEqual([]);
  });

  it('says that the session was refused', async () => {
    broker = await TestBroker.start(authority, 0, true);
    const device = new Device(['--send-once', '{"load":43}'], broker.port);
    expect(await device.ended()).toBe(5);
    expect(device.output).toContain('suspended');
  });

  it('says that something else answers at the port', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const device = new Device(['--send-once', '{"load":43}'], port);
    const exitCode = await device.ended();
    server.close();
    expect([exitCode, device.output]).toEqual([4, expect.stringContaining('does not speak TLS')]);
  });

  it('refuses to start twice with one backlog', async () => {
    broker = await TestBroker.start(authority);
    const first = new Device(['--profile', 'ups'], broker.port);
    await until(() => first.output.includes('Connected'), 'the first is connected');
    const second = new Device(['--profile', 'ups'], broker.port);
    expect(await second.ended()).toBe(3);
    expect(second.output).toContain('is in use by process');
  });

  it('explains a wrong command line and a missing file in one sentence, without a stack', async () => {
    const unknown = new Device(['--profile', 'fridge'], 1);
    expect(await unknown.ended()).toBe(2);
    rmSync(join(folder, 'S1.key'));
    const missing = new Device(['--profile', 'ups'], 1);
    expect(await missing.ended()).toBe(3);
    for (const { output } of [unknown, missing]) expect(output).not.toMatch(/ {4}at /);
  });
});
