import { connect as connectPlain } from 'node:net';
import { connectAsync } from 'mqtt';
import { devicePage, latestReadings, readingPage, signedIn } from '#libs/contracts/http';
import { connectionOf } from './platform/device-connection.js';
import { eventually } from './platform/eventually.js';
import { PLATFORM_START_LIMIT_MS, Platform } from './platform/platform.js';
import { lives } from './platform/process-table.js';
import { type Provisioned, type ProvisionedDevice, provision } from './platform/provisioning.js';

jest.setTimeout(PLATFORM_START_LIMIT_MS);

/** A hundred requests each. */
const FLOOD_ROUNDS = 20;
const LONG_QUERY = 'x'.repeat(2_000);

describe('a platform that is stopped and started', () => {
  let platform: Platform;
  let fleet: Provisioned;
  let device: ProvisionedDevice;
  let authority: string;

  beforeAll(async () => {
    platform = await Platform.startOverDatabase();
    fleet = await provision(platform, 1);
    device = fleet.devices[0]!;
    authority = await trustAnchor();
    await publish('{"load":43}');
    await latestIs(43);
  }, PLATFORM_START_LIMIT_MS);
  afterAll(() => platform?.remove(), PLATFORM_START_LIMIT_MS);

  const trustAnchor = async () => (await fetch(`${platform.url}/api/v1/pki/ca.pem`)).text();

  async function publish(payload: string): Promise<void> {
    const client = await connectAsync(connectionOf(platform, device));
    await client.publishAsync('devices/me/telemetry', payload, { qos: 1 });
    await client.endAsync();
  }

  const latestIs = (value: number) =>
    eventually(`the newest value is ${value}`, async () => {
      const { items } = await fleet.customer.read(`/devices/${device.id}/latest`, latestReadings);
      return items[0]?.value === value;
    });

  /** All that was there before is there, and works. */
  async function everythingIsThere(): Promise<void> {
    expect(await trustAnchor()).toBe(authority);
    await platform.api.make('/sessions', platform.operator, signedIn);
    const { items } = await fleet.provider.read('/devices', devicePage);
    expect(items).toEqual([
      expect.objectContaining({
        serialNumber: device.serialNumber,
        lifecycle: 'active',
        certificate: expect.objectContaining({ state: 'valid' }),
      }),
    ]);
    const path = `/devices/${device.id}/readings?quantity=load`;
    const { items: readings } = await fleet.customer.read(path, readingPage);
    expect(readings).toContainEqual(expect.objectContaining({ value: 43 }));
  }

  /** More lines than pipes and waiting lines hold: each request is logged. */
  async function floodLog(): Promise<void> {
    for (let round = 0; round < FLOOD_ROUNDS; round += 1) {
      await Promise.all(
        Array.from({ length: 100 }, async () => (await fetch(`${platform.url}/health/live?${LONG_QUERY}`)).text()),
      );
    }
  }

  it('ends all its processes on SIGINT, in order, without a complaint, and frees its ports', async () => {
    const pids = platform.pids();
    expect(Object.keys(pids).sort()).toEqual(['api', 'broker', 'database', 'worker']);
    expect(await platform.stop('SIGINT')).toBe(0);
    expect(Object.values(pids).filter(lives)).toEqual([]);
    expect(await isListenedOn(platform.mqttPort)).toBe(false);
    expect(await isListenedOn(platform.httpPort)).toBe(false);
    const complaints = platform.output.split('\n').filter((line) => /"level":"(warn|error|fatal)"/.test(line));
    expect(complaints).toEqual([]);
    expect(platform.output).not.toContain('Starting it again');
  });

  it('finds everything again at its second start: authority, people, sessions, devices, certificates, readings', async () => {
    const tookMs = await platform.start();
    process.stdout.write(`The second start took ${(tookMs / 1000).toFixed(1)} s\n`);
    await everythingIsThere();
    await publish('{"load":44}');
    await latestIs(44);
  });

  it.each(['api', 'broker', 'worker', 'database'] as const)(
    'starts the %s again when it dies, and says why it ended',
    async (member) => {
      const killed = await platform.kill(member);
      await eventually(`the ${member} runs again`, () => {
        const pid = platform.pidOf(member);
        return pid !== undefined && pid !== killed;
      });
      expect(platform.output).toContain(`The ${member} ended (signal SIGKILL`);
      await platform.serves();
      await everythingIsThere();
    },
  );

  it('leaves nothing behind when the supervisor itself is killed, and starts again from there', async () => {
    // Also a process that is only just starting must notice that nobody is there any more.
    await platform.kill('worker');
    await eventually('the worker is started again', () => platform.pidOf('worker'));
    expect(await platform.stop('SIGKILL')).toBe('SIGKILL');
    await platform.start();
    await everythingIsThere();
    await publish('{"load":45}');
    await latestIs(45);
  });

  it('serves on when nobody reads its log any more, and stops all the same', async () => {
    platform.ignoreOutput();
    await floodLog();
    await publish('{"load":46}');
    await latestIs(46);
    const pids = Object.values(platform.pids());
    expect(await platform.stop('SIGINT')).toBe(0);
    expect(pids.filter(lives)).toEqual([]);
  });
});

function isListenedOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectPlain(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
