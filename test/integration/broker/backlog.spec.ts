import { Clock, DAY_MS } from '#libs/kernel';
import { BrokerWorld, type RunningBroker } from './broker-world.js';
import { publishPacket, WireClient } from './wire-client.js';

jest.setTimeout(60_000);

const MINUTE_MS = 60_000;

/** Stands still shortly before the end of a minute until it is moved. */
class StandingClock extends Clock {
  #nowMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + MINUTE_MS - 50;

  now(): Date {
    return new Date(this.#nowMs);
  }

  pass(ms: number): void {
    this.#nowMs += ms;
  }
}

describe('A device with a backlog of more past days than it may store in a minute', () => {
  const clock = new StandingClock();
  let world: BrokerWorld;
  let running: RunningBroker;
  beforeAll(async () => {
    world = await BrokerWorld.begin();
    running = await world.startBroker({ clock });
  }, 180_000);
  afterAll(() => world.end(), 60_000);

  const ofDaysAgo = (ago: number, messageId: number) =>
    publishPacket(
      'devices/me/telemetry',
      JSON.stringify({ ts: clock.now().getTime() - ago * DAY_MS, values: { load: ago } }),
      1,
      messageId,
    );
  const acknowledged = async (client: WireClient, count: number) => {
    const identifiers: (number | undefined)[] = [];
    while (identifiers.length < count) identifiers.push((await client.next('puback')).messageId);
    return identifiers;
  };
  const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

  it('is not acknowledged until the next minute, while others are; then it goes on, and nothing is lost', async () => {
    const [device, other] = [await world.device(), await world.device()];
    const client = await WireClient.connected(running.ports.mqtt, world.credentials(device.credentials));
    const neighbor = await WireClient.connected(running.ports.mqtt, world.credentials(other.credentials));
    for (const ago of upTo(1, 70)) client.send(ofDaysAgo(ago, ago));
    expect(await acknowledged(client, 64)).toEqual(upTo(1, 64));
    client.send(...upTo(71, 100).map((ago) => ofDaysAgo(ago, ago)));
    neighbor.send(ofDaysAgo(70, 1));
    expect(await acknowledged(neighbor, 1)).toEqual([1]);
    expect(client.silent).toBe(true);

    clock.pass(MINUTE_MS);
    expect(await acknowledged(client, 36)).toEqual(upTo(65, 100));
    client.send({ cmd: 'pingreq' });
    await client.next('pingresp');
    expect(await world.readings(device)).toHaveLength(100);
    const { rowCount } = await world.registry.query('SELECT FROM telemetry.rejected_message WHERE device_key = $1', [
      device.key,
    ]);
    expect(rowCount).toBe(0);
    client.destroy();
    neighbor.destroy();
  });

  it('keeps what was not acknowledged when the broker ends, and the broker does not wait for it', async () => {
    const device = await world.device();
    const client = await WireClient.connected(running.ports.mqtt, world.credentials(device.credentials));
    for (const ago of upTo(1, 70)) client.send(ofDaysAgo(ago, ago));
    expect(await acknowledged(client, 64)).toEqual(upTo(1, 64));
    await running.stop();
    await client.closed();
    expect(client.silent).toBe(true);
    expect(await world.readings(device)).toHaveLength(64);
  });
});
