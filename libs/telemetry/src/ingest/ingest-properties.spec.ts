import fc from 'fast-check';
import { deviceKey } from '#libs/kernel';
import { FakeBatchStore, FakeQuantityStore, ManualTime, UnreliableDatabase } from '#libs/testing';
import { createIngest } from './create-ingest.js';
import type { InboundMessage } from './inbound-message.js';
import type { Ingest } from './ingest.js';
import type { BatchStore } from './ingest-stores.js';
import { QuantityDictionary } from './quantity-dictionary.js';
import { payloadDigest } from './rejected-row.js';

/** A message as its device knows it, until it is acknowledged. */
interface Outstanding {
  readonly value: number;
  readonly message: Omit<InboundMessage, 'redelivered' | 'receivedAt'>;
  wasSent: boolean;
}

type Step =
  | {
      readonly do: 'publish';
      readonly device: number;
      readonly isTimed: boolean;
      readonly kind: 'number' | 'text' | 'bad';
    }
  | { readonly do: 'send again' }
  | { readonly do: 'state'; readonly state: UnreliableDatabase['state'] }
  | { readonly do: 'kill the broker' }
  | { readonly do: 'pass'; readonly ms: number };

const device = fc.integer({ min: 1, max: 3 });
/** Within an answer of the database, or long enough for anything; milliseconds. */
const moment = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3_000 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      device,
      isTimed: fc.boolean(),
      kind: fc.constantFrom('number' as const, 'number' as const, 'text' as const, 'bad' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send again' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('state' as const),
      state: fc.constantFrom('there' as const, 'there' as const, 'away' as const, 'mute' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill the broker' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: moment }) },
);

/** Devices that keep what is not acknowledged and send it again, brokers that are killed, one database. */
class World {
  private readonly time = new ManualTime();
  private readonly database = new UnreliableDatabase();
  readonly store = new FakeBatchStore(this.database);
  private readonly quantities = new FakeQuantityStore(this.database);
  private broker = 0;
  private ingest = this.newIngest();
  private readonly outstanding = new Map<number, Outstanding[]>();
  private readonly digests = new Map<number, bigint>();
  private values = 0;
  /** Values whose message was acknowledged. */
  readonly acknowledged = new Set<number>();

  /** @param lateMs how long an answer of the database is on its way, milliseconds; some take three times as long */
  constructor(private readonly lateMs: number) {}

  async take(each: Step): Promise<void> {
    if (each.do === 'publish') this.publish(each);
    else if (each.do === 'send again') this.sendAgain();
    else if (each.do === 'state') this.database.state = each.state;
    else if (each.do === 'pass') await this.time.pass(each.ms);
    else this.killBroker();
  }

  /** Lets everything come to its end: the database is there, devices send what they still have. */
  async finish(): Promise<void> {
    this.database.state = 'there';
    await this.time.pass(60_000);
    this.killBroker();
    this.sendAgain();
    await this.time.pass(60_000);
  }

  get left(): number {
    return [...this.outstanding.values()].flat().length;
  }

  /** How many rows hold the value, or are the rejected message that held it. */
  countOf(value: number): number {
    return [...this.store.rows.values()].filter(
      (row) =>
        row.value === value || row.json === `"${value}"` || (row.payloadDigest ?? 0n) === this.digests.get(value),
    ).length;
  }

  get published(): number {
    return this.values;
  }

  private publish({ device: number, isTimed, kind }: Extract<Step, { do: 'publish' }>): void {
    const mine = this.outstanding.get(number) ?? [];
    this.outstanding.set(number, mine);
    const value = ++this.values;
    const values = kind === 'number' ? { load: value } : kind === 'text' ? { load: String(value) } : [value];
    const body = isTimed && kind !== 'bad' ? { ts: this.time.now + value, values } : values;
    // The lowest identifier that is free, as many devices do: the hardest case.
    const used = new Set(mine.map(({ message }) => message.packetIdentifier));
    let packetIdentifier = 1;
    while (used.has(packetIdentifier)) packetIdentifier++;
    const payload = Buffer.from(JSON.stringify(body));
    this.digests.set(value, payloadDigest(payload));
    const message = { deviceKey: deviceKey(number), topic: 't', payload, qos: 1, packetIdentifier } as const;
    const one: Outstanding = { value, message: { ...message, channel: 'telemetry' }, wasSent: false };
    mine.push(one);
    this.send(one);
  }

  /** All devices come back, as they do when a broker or the network was away. */
  private sendAgain(): void {
    for (const one of [...this.outstanding.values()].flat()) this.send(one);
  }

  private send(one: Outstanding): void {
    const { broker } = this;
    const message = { ...one.message, redelivered: one.wasSent, receivedAt: this.time.now };
    one.wasSent = true;
    this.ingest.accept(message, ({ kind }) => {
      if (broker !== this.broker || kind !== 'stored') return; // the acknowledgement of a dead broker reaches nobody
      this.acknowledged.add(one.value);
      const number = one.message.deviceKey;
      this.outstanding.set(
        number,
        (this.outstanding.get(number) ?? []).filter((other) => other !== one),
      );
    });
  }

  /** What it had under way stays unanswered, committed or not; it begins nothing more. A new one remembers nothing. */
  private killBroker(): void {
    this.broker++;
    this.ingest = this.newIngest();
  }

  /**
   * The store as a broker process sees it: after its end it asks for nothing any more. What the database found out may
   * be history when the answer arrives, and answers to different questions overtake one another.
   */
  private storeOfBroker(): BatchStore {
    const { store, broker, time, lateMs } = this;
    const whileAlive = async <Answer>(ask: () => Promise<Answer>, turnsLate: number): Promise<Answer> => {
      if (this.broker !== broker) return new Promise<Answer>(() => {});
      const answer = await ask();
      if (lateMs > 0) await time.scheduler.sleep(lateMs * turnsLate);
      return answer;
    };
    return {
      commit: (batch) => whileAlive(() => store.commit(batch), 1),
      findReceptions: (probes) => whileAlive(() => store.findReceptions(probes), 3),
    };
  }

  private newIngest(): Ingest {
    return createIngest({
      store: this.storeOfBroker(),
      quantities: new QuantityDictionary(this.quantities),
      latest: { note: () => {} },
      clock: this.time.clock,
      scheduler: this.time.scheduler,
      writers: 2,
      limits: { batchRows: 4, eagerRows: 2 },
    });
  }
}

describe('Ingest, whatever comes in whatever order', () => {
  it('stores every message once: duplicates, redelivery, lost answers, an absent database, killed brokers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        fc.array(step, { maxLength: 40, size: 'max' }),
        async (lateMs, steps) => {
          const world = new World(lateMs);
          for (const each of steps) {
            await world.take(each);
            for (const value of world.acknowledged)
              if (world.countOf(value) !== 1) throw new Error(`${value} is acknowledged, not stored once.`);
          }
          await world.finish();
          expect(world.left).toBe(0);
          const rows = world.store.rows.size;
          expect(rows).toBe(world.published);
        },
      ),
      { numRuns: 200 },
    );
  });
});
