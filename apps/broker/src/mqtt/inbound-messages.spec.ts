import type { PublishPacket } from 'aedes';
import { deviceId, deviceKey, organizationId } from '#libs/kernel';
import type { InboundMessage, Ingest, IngestOutcome, Settled } from '#libs/telemetry';
import { type DeviceClient, Session } from '../session/session.js';
import { SessionStore } from '../session/session-store.js';
import { InboundMessages } from './inbound-messages.js';

const id = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const now = new Date('2026-11-21T12:00:00Z');

/** Takes messages and settles them when the test says how. */
class HeldIngest {
  readonly messages: InboundMessage[] = [];
  readonly #settled: Settled[] = [];

  accept(message: InboundMessage, settled: Settled): void {
    this.messages.push(message);
    this.#settled.push(settled);
  }

  settle(kind: IngestOutcome['kind']): void {
    for (const settled of this.#settled.splice(0)) settled({ kind });
  }
}

const publish = (difference: Partial<PublishPacket> = {}): PublishPacket => ({
  cmd: 'publish',
  topic: 'devices/me/telemetry',
  payload: Buffer.from('{}'),
  qos: 1,
  messageId: 7,
  retain: false,
  dup: false,
  ...difference,
});

describe('InboundMessages', () => {
  let ingest: HeldIngest;
  let store: SessionStore;
  let inbound: InboundMessages;
  let session: Session;
  let endings: unknown[];
  beforeEach(() => {
    ingest = new HeldIngest();
    store = new SessionStore({ queuedMessages: 1, inboundExactlyOnce: 1, sessions: 1, expiryMs: 1 });
    inbound = new InboundMessages(ingest as unknown as Ingest, store, { now: () => now }, 100);
    const device = { id, key: deviceKey(7), organizationId: organizationId('o') };
    const identity = { fingerprintSha256: 'f', serialNumber: '01', subject: '', issuer: '', names: [] };
    session = new Session(device, identity, '192.0.2.7', { closed: false } as DeviceClient, Date.now());
    endings = [];
  });
  const take = (packet: PublishPacket) => inbound.take(session, packet, (ending) => endings.push(ending));

  it('hands a message over with what the ingest needs, and answers when it is stored', () => {
    expect(take(publish({ dup: true }))).toBeUndefined();
    expect(ingest.messages).toEqual([
      {
        deviceKey: 7,
        channel: 'telemetry',
        topic: 'devices/me/telemetry',
        payload: Buffer.from('{}'),
        qos: 1,
        redelivered: true,
        packetIdentifier: 7,
        receivedAt: now.getTime(),
      },
    ]);
    expect([endings, session.waitsForUs]).toEqual([[], true]);
    ingest.settle('stored');
    expect([endings, session.waitsForUs]).toEqual([[undefined], false]);
  });

  it.each([
    ['overloaded', 'overloaded'],
    ['closing', 'broker-shutdown'],
    ['failed', 'ingest-failed'],
  ] as const)('ends the session of a QoS 1 message that is %s, unacknowledged', (outcome, cause) => {
    take(publish());
    ingest.settle(outcome);
    expect(endings).toMatchObject([{ cause }]);
  });

  it.each(['dropped', 'overloaded', 'closing', 'failed'] as const)(
    'ends nothing for a QoS 0 message that is %s',
    (outcome) => {
      take(publish({ qos: 0 }));
      ingest.settle(outcome);
      expect(endings).toEqual([undefined]);
      expect(ingest.messages[0]?.packetIdentifier).toBeUndefined();
    },
  );

  it('answers a QoS 2 message that is stored already without storing it again [MQTT-4.3.3-2]', async () => {
    await store.incomingStorePacket({ id }, { messageId: 7 });
    take(publish({ qos: 2, dup: true }));
    expect([endings, ingest.messages]).toEqual([[undefined], []]);
  });

  it('takes a QoS 2 message again that was not stored, though its identifier waited for an earlier one’s PUBREL', async () => {
    await store.incomingStorePacket({ id }, { messageId: 7 });
    take(publish({ qos: 2 }));
    ingest.settle('overloaded');
    take(publish({ qos: 2, dup: true }));
    ingest.settle('stored');
    expect([endings, ingest.messages.length]).toEqual([
      [expect.objectContaining({ cause: 'overloaded' }), undefined],
      2,
    ]);
  });

  it.each([
    [{ topic: 'devices/me/telemetri' }, 'unknown'],
    [{ topic: 'devices/me/commands/17/response' }, 'command-response'],
  ] as const)('hands over %j as %s', (difference, channel) => {
    take(publish(difference));
    expect(ingest.messages).toMatchObject([{ channel }]);
  });

  it.each([
    [{ topic: 'sensors/1' }, 'topic-not-own'],
    [{ payload: Buffer.alloc(101) }, 'payload-too-large'],
  ])('refuses %j and takes nothing', (difference, cause) => {
    expect(take(publish(difference))).toMatchObject({ cause, refusal: `connection.${cause}` });
    expect([endings, ingest.messages, session.waitsForUs]).toEqual([[], [], false]);
  });

  it.each([
    ['connection-reset', 1],
    ['taken-over', 1],
    ['certificate-revoked', 0],
    ['device-suspended', 0],
  ] as const)('of a session that ended with %s takes %d will(s)', (cause, count) => {
    session.endsBecause(cause);
    let done = false;
    inbound.takeWill(session, publish(), () => {
      done = true;
    });
    ingest.settle('stored');
    expect([ingest.messages.length, done]).toEqual([count, true]);
    for (const message of ingest.messages) expect(message.isWill).toBe(true);
  });
});
