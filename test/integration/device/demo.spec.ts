import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#libs/kernel';
import { aTestAuthority } from '#libs/testing';
import { runDemo } from '../../../apps/device/src/demo/run-demo.js';
import { FakePlatform } from './fake-platform.js';
import { TestBroker, until } from './test-broker.js';

jest.setTimeout(120_000); // fifty devices, on machines that are busy

let platform: FakePlatform;
let broker: TestBroker;
let folder: string;

beforeEach(async () => {
  const authority = await aTestAuthority();
  platform = await FakePlatform.start(authority);
  broker = await TestBroker.start(authority);
  folder = join(mkdtempSync(join(tmpdir(), 'fieldgate-demo-')), 'demo');
});
afterEach(async () => {
  await platform.stop();
  await broker.stop();
  rmSync(join(folder, '..'), { recursive: true });
});

/** Runs the demo until something is so, then ends it as Ctrl-C does. */
async function demoUntil(condition: () => boolean, what: string): Promise<string[]> {
  const stop = new AbortController();
  const said: string[] = [];
  const options = {
    url: platform.url,
    operatorEmail: 'operator@fieldgate.localhost',
    operatorPassword: platform.operatorPassword,
    mqttHost: '127.0.0.1',
    mqttPort: broker.port,
    folder,
    intervalMs: 200,
    forMs: undefined,
  };
  const say = (line: string) => void said.push(line);
  const run = runDemo(options, { clock: systemClock, random: Math.random, say, signal: stop.signal });
  let ended = false;
  const end = run.finally(() => {
    ended = true;
  });
  await Promise.all([end, until(() => ended || condition(), what, 60_000).finally(() => stop.abort())]);
  return said;
}

const sending = () =>
  new Set(broker.stored.filter(({ topic }) => topic.endsWith('telemetry')).map((one) => one.deviceId));

describe('the demo', () => {
  it('makes providers, customers and fifty living devices through the public API and MQTT only', async () => {
    const said = await demoUntil(() => sending().size === 50, 'all fifty devices have sent');

    const kinds = [...platform.organizations.values()].map(({ kind }) => kind).sort();
    expect(kinds).toEqual([...Array(5).fill('customer'), ...Array(2).fill('provider')]);
    expect(sending()).toEqual(new Set(platform.devices.keys()));
    expect(
      new Set(broker.stored.filter(({ topic }) => topic.endsWith('location')).map((one) => one.deviceId)).size,
    ).toBe(2);
    expect(said.join('\n')).toContain('Provider  Meridian Power Service');

    const files = readdirSync(folder);
    expect(files.filter((file) => file.endsWith('.key'))).toHaveLength(50);
    expect(files.filter((file) => (statSync(join(folder, file)).mode & 0o077) !== 0)).toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('goes on with the same devices when it is started again, and asks for nothing twice', async () => {
    await demoUntil(() => sending().size === 50, 'all fifty devices have sent');
    const devices = [...platform.devices.keys()];
    broker.stored.length = 0;
    platform.requests.length = 0;
    const said = await demoUntil(() => sending().size === 50, 'all fifty devices have sent again');
    expect([...platform.devices.keys()]).toEqual(devices);
    expect(said[0]).toMatch(/^Going on with the demo /);
    expect(platform.requests.filter((request) => request.startsWith('POST') && request !== 'POST /sessions')).toEqual(
      [],
    );
  });

  it('goes on where it was interrupted', async () => {
    await demoUntil(() => platform.devices.size >= 17, 'seventeen devices are registered');
    await demoUntil(() => sending().size === 50, 'all fifty devices have sent');
    expect(platform.devices.size).toBe(50);
    expect([...platform.organizations.values()].filter(({ kind }) => kind === 'provider')).toHaveLength(2);
  });

  it('begins anew, beside the old files, on a platform that was made anew', async () => {
    await demoUntil(() => platform.devices.size >= 1, 'a device is registered');
    platform.organizations.clear();
    platform.devices.clear();
    const said = await demoUntil(() => sending().size === 50, 'all fifty devices have sent');
    expect(said[0]).toContain('does not know the demo');
  });

  it('says that the platform does not answer, and how to start it', async () => {
    await platform.stop();
    await expect(demoUntil(() => false, 'never')).rejects.toThrow(/does not answer at http.*"npm start"/);
  });
});
