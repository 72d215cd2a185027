import fc from 'fast-check';
import { KnownAddresses } from './known-addresses.js';
import { WaitingConnections } from './waiting-connections.js';

interface Named {
  readonly name: string;
}

function waitingRoom(capacity: number, known: readonly string[] = []) {
  const addresses = new KnownAddresses(10);
  for (const address of known) addresses.note(address);
  const waiting = new WaitingConnections<Named>(capacity, addresses);
  const arrive = (name: string, address: string) => {
    const connection = { name };
    return { connection, ...waiting.arrive(connection, address) };
  };
  return { waiting, arrive };
}

describe('connections that wait to be let in', () => {
  it('lets the oldest silent one give way when all places are taken', () => {
    const { waiting, arrive } = waitingRoom(3);
    const [first, second] = [arrive('first', 'a'), arrive('second', 'a'), arrive('third', 'b')];
    waiting.speak(first.connection);
    expect(arrive('new', 'a')).toMatchObject({ waits: true, gaveWay: second.connection });
    expect(waiting.size).toBe(3);
  });

  it('lets silent strangers give way before the silent of addresses devices came from', () => {
    const { arrive } = waitingRoom(3, ['good']);
    arrive('device', 'good');
    const stranger = arrive('stranger', 'bad');
    arrive('stranger', 'worse');
    expect(arrive('new', 'bad').gaveWay).toBe(stranger.connection);
  });

  it('protects a known address for an eighth of the places and no more', () => {
    const { arrive } = waitingRoom(16, ['good']);
    const connections = Array.from({ length: 16 }, (_, n) => arrive(`device ${n}`, 'good').connection);
    expect(arrive('new', 'x').gaveWay).toBe(connections[2]);
  });

  it('gives all that is free to the devices behind one address', () => {
    const { arrive } = waitingRoom(2_000);
    for (let n = 0; n < 2_000; n += 1) expect(arrive(`device ${n}`, 'carrier')).toMatchObject({ waits: true });
  });

  it('takes the latest place from the address that has most when all have spoken', () => {
    const { waiting, arrive } = waitingRoom(4);
    const [, , third] = ['1', '2', '3'].map((name) => arrive(name, 'carrier').connection);
    arrive('other', 'elsewhere');
    for (const connection of waiting.connections()) waiting.speak(connection);
    const { connection, gaveWay } = arrive('new', 'third');
    expect(gaveWay).toBe(third);
    waiting.speak(connection);
    expect(arrive('again', 'carrier')).toMatchObject({ waits: false });
  });

  it('never holds more than it has places, whatever comes and goes', () => {
    const steps = fc.array(
      fc.record({ address: fc.nat(5), act: fc.constantFrom('arrive', 'speak', 'leave'), which: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), steps, (capacity, course) => {
        const { waiting, arrive } = waitingRoom(capacity, ['0', '1']);
        const present: Named[] = [];
        for (const { address, act, which } of course) {
          if (act === 'arrive') {
            const { connection, waits, gaveWay } = arrive('x', String(address));
            if (gaveWay) present.splice(present.indexOf(gaveWay), 1);
            if (waits) present.push(connection);
          } else {
            const connection = present[which % Math.max(1, present.length)];
            if (!connection) continue;
            waiting[act](connection);
            if (act === 'leave') present.splice(present.indexOf(connection), 1);
          }
          expect(waiting.size).toBe(present.length);
          expect(waiting.size).toBeLessThanOrEqual(capacity);
          expect(new Set(waiting.connections())).toEqual(new Set(present));
        }
      }),
    );
  });
});

describe('known addresses', () => {
  it('forget the one that was let in longest ago', () => {
    const known = new KnownAddresses(2);
    for (const address of ['a', 'b', 'a', 'c']) known.note(address);
    expect(['a', 'b', 'c'].map((address) => known.has(address))).toEqual([true, false, true]);
  });
});
