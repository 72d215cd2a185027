import fc from 'fast-check';
import { type OutgoingMessage, type OutgoingPacket, OutgoingQueue } from './outgoing-queue.js';

const message = (n: number, qos: 1 | 2 = 1): OutgoingMessage => ({ topic: `t/${n}`, payload: Buffer.alloc(0), qos });
const shown = (packet: OutgoingPacket | undefined) =>
  packet?.command === 'publish' ? `${packet.message.topic}${packet.dup ? ' again' : ''}` : packet?.command;

describe('OutgoingQueue', () => {
  let queue: OutgoingQueue;
  beforeEach(() => {
    queue = new OutgoingQueue();
  });
  const add = (...messages: OutgoingMessage[]) => messages.map((each) => queue.add(each, 3));
  const all = (window = 10) => {
    const packets: OutgoingPacket[] = [];
    for (let packet = queue.next(window); packet; packet = queue.next(window)) packets.push(packet);
    return packets;
  };

  it('gives messages in order, each with an identifier of its own', () => {
    add(message(1), message(2), message(3));
    expect(all().map((packet) => [packet.identifier, shown(packet)])).toEqual([
      [1, 't/1'],
      [2, 't/2'],
      [3, 't/3'],
    ]);
  });

  it('drops the oldest that waits, never one that is under way', () => {
    add(message(1));
    all();
    expect(add(message(2), message(3), message(4), message(5))).toEqual([0, 0, 0, 1]);
    expect(all().map(shown)).toEqual(['t/3', 't/4', 't/5']);
    expect(queue.size).toBe(4);
  });

  it('has no more under way than the window has room for', () => {
    add(message(1), message(2), message(3));
    expect(all(2)).toHaveLength(2);
    queue.acknowledge(1);
    expect(all(2).map(shown)).toEqual(['t/3']);
  });

  it('sends again what is not acknowledged, with DUP and in its order, before what is new [MQTT-4.4.0-1]', () => {
    add(message(1), message(2, 2), message(3));
    all();
    queue.acknowledge(1);
    queue.release(2);
    add(message(4));
    queue.beginConnection();
    expect(all().map(shown)).toEqual(['pubrel', 't/3 again', 't/4']);
  });

  it('takes an acknowledgement only for what it belongs to', () => {
    add(message(1), message(2, 2));
    all();
    queue.complete(1);
    queue.release(1);
    queue.acknowledge(2);
    queue.acknowledge(9);
    expect(queue.size).toBe(2);
    queue.acknowledge(1);
    queue.release(2);
    queue.acknowledge(2);
    queue.complete(2);
    expect(queue.size).toBe(0);
  });

  it('keeps PUBRELs when it is trimmed, and the newest messages', () => {
    add(message(1, 2), message(2), message(3));
    all();
    queue.release(1);
    expect(queue.trim(2)).toBe(1);
    queue.beginConnection();
    expect(all().map(shown)).toEqual(['pubrel', 't/3 again']);
  });

  it('never gives an identifier that is in use, nor 0 [MQTT-2.3.1-4]', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 60 }), (acknowledged) => {
        const each = new OutgoingQueue();
        const used = new Set<number>();
        for (const back of acknowledged) {
          each.add(message(1), 3);
          const packet = each.next(100);
          expect(packet && !used.has(packet.identifier) && packet.identifier > 0).toBe(true);
          if (packet) used.add(packet.identifier);
          const done = [...used][back];
          if (done === undefined) continue;
          used.delete(done);
          each.acknowledge(done);
        }
      }),
    );
  });
});
