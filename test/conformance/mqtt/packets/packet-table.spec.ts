import { BrokerWorld, type RunningBroker, type TestDevice } from '../../../integration/broker/broker-world.js';
import { connectRows } from './connect-rows.js';
import { filterRows } from './filter-rows.js';
import { headerRows } from './header-rows.js';
import { messageRows } from './message-rows.js';
import { connect, type PacketRow, PINGREQ } from './packet-row.js';
import { RawConnection } from './raw-connection.js';

// MQTT 3.1.1 (OASIS, 29 October 2014) packet by packet: bytes written by hand to a broker as it runs, over mutual TLS.

jest.setTimeout(30_000); // the machine may have other suites to run

const CONNACK = '20020000';
const PINGRESP = 'd000';
/** A CONNECT of a clean session, so that no row inherits anything from another. */
const CLEAN = connect();

describe('MQTT 3.1.1 on the wire', () => {
  let world: BrokerWorld;
  let running: RunningBroker;
  let device: TestDevice;
  beforeAll(async () => {
    world = await BrokerWorld.begin();
    running = await world.startBroker();
    device = await world.device();
  }, 180_000);
  afterAll(() => world.end(), 60_000);

  const open = () => RawConnection.open(running.ports.mqtt, world.credentials(device.credentials));

  /** Writes the row's bytes, and what comes of them. */
  async function outcome(connection: RawConnection, { bytes, expected }: PacketRow, before: string): Promise<string> {
    const pieces = Buffer.isBuffer(bytes) ? [bytes] : bytes;
    await connection.write(pieces);
    const answer = /^answers ([0-9a-f]*)/.exec(expected)?.[1] ?? '';
    const goesOn = expected === 'is taken' || !expected.endsWith('ends');
    if (goesOn) {
      await connection.bytes((before + answer).length / 2);
      await connection.write([PINGREQ]);
      await connection.bytes((before + answer + PINGRESP).length / 2);
    } else {
      await connection.closed();
    }
    connection.socket.destroy();
    const received = connection.received.slice(before.length);
    if (!goesOn) return received === '' ? 'ends' : `answers ${received} and ends`;
    const own = received.endsWith(PINGRESP) ? received.slice(0, -PINGRESP.length) : `${received}, no PINGRESP`;
    return own === '' ? 'is taken' : `answers ${own}`;
  }

  const name = ({ clause, what, expected }: PacketRow) => `[${clause}] ${what}: ${expected.slice(0, 40)}`;

  describe('§3.1, as the first bytes of a connection', () => {
    it.each(connectRows.map((row) => [name(row), row] as const))('%s', async (_, row) => {
      expect(await outcome(await open(), row, '')).toBe(row.expected);
    });
  });

  describe.each([
    ['§2, the fixed header', headerRows],
    ['§3.3 to §3.7, messages and acknowledgements', messageRows],
    ['§3.8 to §3.11, subscriptions', filterRows],
  ])('%s, behind CONNECT', (_, rows) => {
    it.each(rows.map((row) => [name(row), row] as const))('%s', async (__, row) => {
      const connection = await open();
      await connection.write([CLEAN]);
      await connection.bytes(CONNACK.length / 2);
      expect(await outcome(connection, row, CONNACK)).toBe(row.expected);
    });
  });

  it('has more refusals than acceptances, and each row once', () => {
    const rows = [...connectRows, ...headerRows, ...messageRows, ...filterRows];
    const refusals = rows.filter(({ expected }) => expected.endsWith('ends'));
    expect(refusals.length).toBeGreaterThan(rows.length / 2);
    expect(new Set(rows.map(name)).size).toBe(rows.length);
  });
});
