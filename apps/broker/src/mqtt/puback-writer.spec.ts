import type { Done } from './aedes-internals.js';
import { type AcknowledgedClient, PubackWriter } from './puback-writer.js';

/** A connection that notes what is written to it, and has room until it is told otherwise. */
class JournalClient implements AcknowledgedClient {
  closed = false;
  hasRoom = true;
  readonly written: string[] = [];
  readonly waiting: (() => void)[] = [];
  readonly conn = {
    write: (bytes: Buffer) => {
      this.written.push(bytes.toString('hex'));
      return this.hasRoom;
    },
  };

  waitForDrain(done: () => void): void {
    this.waiting.push(done);
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

let writer: PubackWriter;
let client: JournalClient;
let done: number[];
beforeEach(() => {
  writer = new PubackWriter();
  client = new JournalClient();
  done = [];
});
const add = (identifier: number, to = client): void => {
  const noted: Done = () => done.push(identifier);
  writer.settle(to, { qos: 1, messageId: identifier }, noted);
};

describe('PUBACKs', () => {
  it('of one moment are one write, in the order in which messages were settled [MQTT-4.6.0-2]', async () => {
    for (const identifier of [1, 65_535, 256]) add(identifier);
    expect(client.written).toEqual([]);
    await settled();
    expect(client.written).toEqual(['40020001' + '4002ffff' + '40020100']);
    expect(done).toEqual([1, 65_535, 256]);
  });

  it('of several connections are a write each', async () => {
    const other = new JournalClient();
    add(1);
    add(7, other);
    add(2);
    await settled();
    expect([client.written, other.written]).toEqual([['4002000140020002'], ['40020007']]);
  });

  it('of a later moment are another write', async () => {
    add(1);
    await settled();
    add(2);
    await settled();
    expect(client.written).toEqual(['40020001', '40020002']);
  });

  it('that are added while others are done are not lost', async () => {
    writer.settle(client, { qos: 1, messageId: 1 }, () => add(2));
    await settled();
    expect(client.written).toEqual(['40020001', '40020002']);
    expect(done).toEqual([2]);
  });

  it('are done when the device has read, where it does not', async () => {
    client.hasRoom = false;
    add(1);
    add(2);
    await settled();
    expect(done).toEqual([]);
    for (const drained of client.waiting) drained();
    expect(done).toEqual([1, 2]);
  });

  it('are not written to a connection that has closed meanwhile', async () => {
    add(1);
    client.closed = true;
    await settled();
    expect([client.written, done]).toEqual([[], []]);
  });
});
