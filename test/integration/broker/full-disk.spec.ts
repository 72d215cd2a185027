import { HOUR_MS } from '#libs/kernel';
import { canMount, SmallDisk } from '../database/small-disk.js';
import { BrokerWorld, eventually, type RunningBroker } from './broker-world.js';
import { publishPacket, WireClient } from './wire-client.js';

const MEBIBYTE = 1_048_576;
const ROOM = 24 * MEBIBYTE;
/** Readings of one message. */
const READINGS = 4_000;
/** Messages that are tried while the disk fills up. */
const MESSAGES = 200;

(canMount ? describe : describe.skip)(
  'a broker whose database has no room left (skipped where no disk can be mounted)',
  () => {
    let disk: SmallDisk;
    let world: BrokerWorld;
    let running: RunningBroker;

    beforeAll(async () => {
      world = await BrokerWorld.begin(async () => {
        disk = await SmallDisk.start(true, 500 * MEBIBYTE);
        return { kind: 'embedded', url: disk.database.url, stop: () => disk.stop() };
      });
      running = await world.startBroker();
    }, 180_000);
    afterAll(() => world.end(), 60_000);

    const isReady = async () => (await fetch(`http://127.0.0.1:${running.ports.operation}/health/ready`)).ok;
    const start = Date.now() - HOUR_MS;
    const messageOf = (number: number) =>
      publishPacket(
        'devices/me/telemetry',
        JSON.stringify(
          Array.from({ length: READINGS }, (_, at) => ({ ts: start + number * READINGS + at, values: { load: at } })),
        ),
        1,
        number,
      );

    it('acknowledges nothing it did not store, says that it is not ready, and goes on when there is room', async () => {
      const device = await world.device();
      const client = await WireClient.connected(running.ports.mqtt, world.credentials(device.credentials));
      client.send(messageOf(1));
      await client.next('puback');
      disk.fill(ROOM);
      let acknowledged = 1;
      for (; acknowledged < MESSAGES; acknowledged++) {
        client.send(messageOf(acknowledged + 1));
        await eventually(async () => !client.silent || !(await isReady()) || undefined);
        if (client.silent) break;
        await client.next('puback');
      }
      expect(acknowledged).toBeLessThan(MESSAGES);
      expect(client.isOpen).toBe(true);
      const count = async () => {
        const { rows } = await world.registry.query<{ count: number }>(
          'SELECT count(*)::int AS count FROM telemetry.reading WHERE device_key = $1',
          [device.key],
        );
        return rows[0]?.count;
      };
      expect(await count()).toBe(acknowledged * READINGS);

      disk.makeRoom();
      expect(await client.next('puback')).toMatchObject({ messageId: acknowledged + 1 });
      expect(await count()).toBe((acknowledged + 1) * READINGS);
      expect(await eventually(async () => (await isReady()) || undefined)).toBe(true);
      client.destroy();
    }, 120_000);
  },
);
