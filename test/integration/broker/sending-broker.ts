import { DeviceBroker } from '../../../apps/broker/src/mqtt/device-broker.js';
import { BrokerWorld, type RunningBroker, type TestDevice } from './broker-world.js';
import { WireClient } from './wire-client.js';

type QualityOfService = 0 | 1 | 2;

/** A broker for the tests of this suite through which the platform sends to devices, and a new device for each of them. */
export function aSendingBroker() {
  /** The messages the platform sends have no sender yet but the broker's own `publish`. */
  const brokers: DeviceBroker[] = [];
  const { listen } = DeviceBroker.prototype;
  let world: BrokerWorld;
  let running: RunningBroker;
  let device: TestDevice;
  beforeAll(async () => {
    DeviceBroker.prototype.listen = function capturing(this: DeviceBroker) {
      brokers.push(this);
      return listen.call(this);
    };
    world = await BrokerWorld.begin();
    running = await world.startBroker();
  }, 180_000);
  afterAll(async () => {
    DeviceBroker.prototype.listen = listen;
    await world.end();
  }, 60_000);
  beforeEach(async () => {
    device = await world.device();
  });

  return {
    get world() {
      return world;
    },
    get device() {
      return device;
    },
    /** A connection of the test's device, or of another one. */
    open: (connect = {}, of = device) =>
      WireClient.connected(running.ports.mqtt, world.credentials(of.credentials), connect),
    /** Resolves when the broker has passed the message on to whoever is subscribed. */
    send: (topic: string, payload: string | Buffer, qos: QualityOfService = 1) =>
      new Promise<void>((resolve) => {
        brokers[0]?.publish({ cmd: 'publish', topic, payload, qos, retain: false }, () => resolve());
      }),
    /** Subscribes to each filter; what SUBACK says of them, in order. */
    subscribe: async (client: WireClient, filters: readonly string[], qos: QualityOfService = 1) => {
      client.send({ cmd: 'subscribe', messageId: 9, subscriptions: filters.map((topic) => ({ topic, qos })) });
      const suback = await client.next('suback');
      return 'granted' in suback ? suback.granted : [];
    },
    /** The broker answers this connection. */
    isAlive: async (client: WireClient) => {
      client.send({ cmd: 'pingreq' });
      await client.next('pingresp');
    },
  };
}
