import { randomUUID } from 'node:crypto';
import { systemClock } from '#libs/kernel';
import { createTelemetryWriter } from '#libs/telemetry';
import { BrokerProcess } from './broker-process.js';
import { BrokerWorld, eventually } from './broker-world.js';
import { publishPacket, WireClient } from './wire-client.js';

const MINUTE_MS = 60_000;

describe('the broker process', () => {
  let world: BrokerWorld;
  beforeAll(async () => {
    world = await BrokerWorld.begin();
  }, 180_000);
  afterAll(() => world.end(), 60_000);

  it('on SIGTERM stores and acknowledges what it took, ends sessions with the cause, and exits with 0', async () => {
    const device = await world.device();
    const broker = await BrokerProcess.start(world);
    const client = await WireClient.connected(broker.ports.mqttPort, world.credentials(device.credentials));
    let sent = 0;
    let acknowledged = 0;
    const flood = (async () => {
      while (client.isOpen) {
        sent += 1;
        client.send(
          publishPacket('devices/me/telemetry', `{"ts":${1_790_000_000_000 + sent},"values":{"n":${sent}}}`, 1, sent),
        );
        if (sent - acknowledged < 200) {
          if (sent % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
          continue;
        }
        await client.next('puback').then(
          () => {
            acknowledged += 1;
          },
          () => undefined,
        );
      }
    })();
    await eventually(async () => acknowledged > 500);
    expect(await broker.end('SIGTERM')).toBe(0);
    await flood;
    for (;;) {
      try {
        await client.next('puback');
        acknowledged += 1;
      } catch {
        break;
      }
    }
    const stored = await world.readings(device);
    expect(stored.length).toBeGreaterThanOrEqual(acknowledged);
    expect(new Set(stored.map(({ value }) => value)).size).toBe(stored.length);
    expect(await world.endings(device)).toEqual(['broker-shutdown']);
    expect(await world.presence(device)).toEqual({ state: 'disconnected', cause: 'broker-shutdown' });
  }, 60_000);

  it('that is killed leaves nobody connected: the sweep ends its sessions', async () => {
    const device = await world.device();
    const broker = await BrokerProcess.start(world);
    const client = await WireClient.connected(broker.ports.mqttPort, world.credentials(device.credentials));
    client.send(publishPacket('devices/me/telemetry', '{"x":1}'));
    await client.next('puback');
    await eventually(async () => (await world.presence(device))?.state === 'connected');
    expect(await broker.end('SIGKILL')).toBe('SIGKILL');
    await client.closed();
    const sweeper = createTelemetryWriter({ pool: world.pool(4), brokerId: randomUUID(), clock: systemClock });
    // Whoever comes to a lease that looks old watches it first: the broker may only be slow.
    for (const seconds of [0, 5, 10]) await sweeper.sweep(new Date(Date.now() + MINUTE_MS + seconds * 1_000));
    expect(await world.presence(device)).toEqual({ state: 'disconnected', cause: 'broker-lost' });
    expect(await world.readings(device)).toEqual([{ quantity: 'x', value: 1 }]);
  }, 60_000);

  it('tells whether it lives and serves, and its metrics', async () => {
    const broker = await BrokerProcess.start(world);
    const get = (path: string) => fetch(`http://127.0.0.1:${broker.ports.httpPort}${path}`);
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
    const metrics = await (await get('/metrics')).text();
    for (const name of [
      'fieldgate_broker_sessions',
      'fieldgate_ingest_messages_total',
      'process_resident_memory_bytes',
    ]) {
      expect(metrics).toContain(name);
    }
    expect(await broker.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('says what is wrong with its configuration, by name, and exits with 78', async () => {
    await expect(BrokerProcess.start(world, { MQTT_PORT: 'many', LOG_LEVEL: 'loud' })).rejects.toThrow(
      /MQTT_PORT: must be a TCP port[\s\S]*LOG_LEVEL: must be fatal/,
    );
  }, 60_000);
});
