import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import type { DeviceClient } from '../session/session.js';
import { OpenAedes } from './aedes-internals.js';
import { PacketGuard, PacketTooLargeError } from './packet-guard.js';

/** A connection whose bytes the test writes. */
class Wire extends Duplex {
  readonly sent: Buffer[] = [];
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.sent.push(chunk);
    done();
  }
}

const CONNECT: Packet = {
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clientId: 'x',
  clean: true,
  keepalive: 60,
};
const samples: Packet[] = [
  CONNECT,
  {
    ...CONNECT,
    will: { topic: 'a/b', payload: Buffer.from('x'), qos: 1, retain: false },
    username: 'u',
    password: Buffer.from('p'),
  } as Packet,
  {
    cmd: 'publish',
    topic: 'devices/me/telemetry',
    payload: '{"x":1}',
    qos: 1,
    messageId: 7,
    retain: false,
    dup: false,
  },
  { cmd: 'publish', topic: 'a', payload: '', qos: 0, retain: true, dup: false },
  {
    cmd: 'subscribe',
    messageId: 3,
    subscriptions: [
      { topic: 'devices/me/desired', qos: 1 },
      { topic: '#', qos: 0 },
    ],
  },
  { cmd: 'unsubscribe', messageId: 4, unsubscriptions: ['devices/me/desired', 'x'] },
  { cmd: 'puback', messageId: 7 },
  { cmd: 'pubrel', messageId: 7 },
  { cmd: 'pingreq' },
  { cmd: 'disconnect' },
];
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('PacketGuard', () => {
  const broker = new OpenAedes({});
  const guard = new PacketGuard(1_000, () => 42);
  const failures: Error[] = [];
  beforeAll(async () => {
    await broker.listen();
    for (const event of ['clientError', 'connectionError'] as const) {
      broker.on(event, (_, failure) => failures.push(failure));
    }
  });
  afterAll(() => new Promise<void>((resolve) => broker.close(resolve)));
  beforeEach(() => {
    failures.length = 0;
  });

  function open() {
    const wire = new Wire();
    const client = broker.handle(wire) as DeviceClient;
    client.session = undefined;
    guard.watch(client);
    return { wire, client };
  }

  it('lets packets through up to the limit, in whatever pieces they come', async () => {
    const { wire, client } = open();
    const bytes = Buffer.concat([generate(CONNECT), generate({ cmd: 'pingreq' })]);
    for (const byte of bytes) {
      wire.push(Buffer.from([byte]));
      await settled();
    }
    for (let n = 0; n < 5; n += 1) await settled();
    expect(Buffer.concat(wire.sent).toString('hex')).toBe('20020000d000');
    client.close();
  });

  it('ends the connection when a packet announces more, before anything of it is there', async () => {
    const { wire, client } = open();
    wire.push(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    await settled();
    expect(failures[0]).toBeInstanceOf(PacketTooLargeError);
    expect(failures[0]?.message).toBe('A CONNECT announces 268435455 bytes; at most 2024 are taken.');
    expect(client.closed).toBe(true);
  });

  it('answers a CONNECT of an unreadable version with return code 1 [MQTT-3.1.2-2]', async () => {
    const { wire } = open();
    wire.push(Buffer.from('100d00044d5154540902003c000178', 'hex'));
    await settled();
    expect(Buffer.concat(wire.sent).toString('hex')).toBe('20020001');
  });

  it('survives any bytes: packets cut, joined and damaged', async () => {
    const packet = fc.constantFrom(...samples).map((sample) => generate(sample));
    const damage = fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), byte: fc.nat(255) });
    const stream = fc.tuple(
      fc.array(packet, { minLength: 1, maxLength: 6 }),
      fc.array(damage, { maxLength: 4 }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(stream, fc.nat(40), async ([packets, damages, connects], cut) => {
        const { wire, client } = open();
        const bytes = Buffer.concat(connects ? [generate(CONNECT), ...packets] : packets);
        for (const { at, byte } of damages) bytes[Math.floor(at * bytes.length)] = byte;
        wire.push(bytes.subarray(0, cut));
        await settled();
        if (!wire.destroyed) wire.push(bytes.subarray(cut));
        await settled();
        client.close();
        wire.destroy();
        await settled();
      }),
      { numRuns: 300 },
    );
    expect(broker.connectedClients).toBe(0);
  });
});
