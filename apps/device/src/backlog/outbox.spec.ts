import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceTopics } from '#libs/mqtt';
import { Backlog } from './backlog.js';
import { Outbox } from './outbox.js';

let folder: string;
let backlog: Backlog;
let outbox: Outbox;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldgate-outbox-'));
  backlog = Backlog.open({ file: join(folder, 'backlog'), maximumBytes: 10_000_000, survives: 'crash' });
  outbox = new Outbox(backlog);
});
afterEach(() => {
  backlog.close();
  rmSync(folder, { recursive: true });
});

/** A publisher that holds every message until it is acknowledged by hand. */
class HeldPublisher {
  readonly sent: { topic: string; payload: string }[] = [];
  private readonly acknowledgements: (() => void)[] = [];
  private readonly rejections: ((lost: Error) => void)[] = [];
  close: () => void = () => {};
  readonly closed = new Promise<void>((resolve) => {
    this.close = () => {
      for (const reject of this.rejections) reject(new Error('lost'));
      resolve();
    };
  });

  publish(topic: string, payload: string): Promise<void> {
    this.sent.push({ topic, payload });
    return new Promise((resolve, reject) => {
      this.acknowledgements.push(resolve);
      this.rejections.push(reject);
    });
  }

  async acknowledge(count: number): Promise<void> {
    for (const acknowledge of this.acknowledgements.splice(0, count)) acknowledge();
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const waiting = () => Array.from(backlog.entries(), ({ payload }) => payload);

describe('Outbox', () => {
  it('keeps a message in the backlog until it is acknowledged', async () => {
    const publisher = new HeldPublisher();
    outbox.put(deviceTopics.telemetry, '{"a":1}');
    const drained = outbox.drainTo(publisher);
    await settled();
    expect([publisher.sent.length, waiting()]).toEqual([1, ['{"a":1}']]);
    await publisher.acknowledge(1);
    expect([waiting(), outbox.acknowledged]).toEqual([[], 1]);
    publisher.close();
    await drained;
  });

  it('sends at most 16 messages ahead of their acknowledgements', async () => {
    const publisher = new HeldPublisher();
    for (let at = 0; at < 40; at++) outbox.put(deviceTopics.attributes, `{"n":${at}}`);
    const drained = outbox.drainTo(publisher);
    await settled();
    expect(publisher.sent).toHaveLength(16);
    await publisher.acknowledge(3);
    expect(publisher.sent).toHaveLength(19);
    expect(publisher.sent.map(({ payload }) => payload)).toEqual(Array.from({ length: 19 }, (_, at) => `{"n":${at}}`));
    publisher.close();
    await drained;
    expect(waiting()).toHaveLength(37);
  });

  it('joins waiting samples of one topic into arrays of at most 100, in order', async () => {
    const publisher = new HeldPublisher();
    for (let at = 0; at < 150; at++) outbox.put(deviceTopics.telemetry, `{"n":${at}}`);
    outbox.put(deviceTopics.location, '{"lat":1,"lon":2}');
    outbox.put(deviceTopics.telemetry, '{"n":150}');
    const drained = outbox.drainTo(publisher);
    await settled();
    expect(publisher.sent.map(({ topic, payload }) => [topic, [JSON.parse(payload)].flat().length])).toEqual([
      [deviceTopics.telemetry, 100],
      [deviceTopics.telemetry, 50],
      [deviceTopics.location, 1],
      [deviceTopics.telemetry, 1],
    ]);
    expect(publisher.sent[3]?.payload).toBe('{"n":150}');
    await publisher.acknowledge(1);
    expect(waiting()).toHaveLength(52);
    publisher.close();
    await drained;
  });

  it('keeps joined messages short', async () => {
    const publisher = new HeldPublisher();
    for (let at = 0; at < 5; at++) outbox.put(deviceTopics.telemetry, `{"t":"${'x'.repeat(6000)}"}`);
    const drained = outbox.drainTo(publisher);
    await settled();
    expect(publisher.sent.map(({ payload }) => [JSON.parse(payload)].flat().length)).toEqual([2, 2, 1]);
    publisher.close();
    await drained;
  });

  it('sends what is written down while it is connected at once', async () => {
    const publisher = new HeldPublisher();
    const drained = outbox.drainTo(publisher);
    await settled();
    outbox.put(deviceTopics.telemetry, '{"a":1}');
    await settled();
    expect(publisher.sent).toHaveLength(1);
    publisher.close();
    await drained;
  });

  it('sends everything unacknowledged again over the next connection', async () => {
    const first = new HeldPublisher();
    for (const payload of ['{"a":1}', '{"a":2}']) outbox.put(deviceTopics.attributes, payload);
    const drained = outbox.drainTo(first);
    await settled();
    await first.acknowledge(1);
    first.close();
    await drained;
    const second = new HeldPublisher();
    const drainedAgain = outbox.drainTo(second);
    await settled();
    expect(second.sent.map(({ payload }) => payload)).toEqual(['{"a":2}']);
    second.close();
    await drainedAgain;
  });
});
