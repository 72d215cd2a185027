import type { PublishPacket } from 'aedes';
import type { ConnectionRefusalCode } from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import type { Clock, DeviceId } from '#libs/kernel';
import { decidePublish } from '#libs/mqtt';
import type { InboundMessage, Ingest, Settled } from '#libs/telemetry';
import type { Session } from '../session/session.js';
import type { SessionStore } from '../session/session-store.js';
import { type Ending, endingUnlessAcknowledged } from './acknowledgement.js';
import type { Will } from './aedes-internals.js';

/** Why a message is not taken; the session ends. */
export interface MessageRefusal {
  readonly cause: DisconnectCode;
  readonly refusal: ConnectionRefusalCode;
  /** One sentence for the person who programs the device. */
  readonly reason: string;
}

/** Bytes of a will's payload: it is kept in memory for as long as the session lasts. */
const WILL_PAYLOAD_BYTES = 4_096;

/** After these a device has no say any more, not even by its will. */
const SILENCING: ReadonlySet<DisconnectCode | undefined> = new Set([
  'certificate-revoked',
  'certificate-expired',
  'device-suspended',
  'device-retired',
  'device-removed',
]);

/** Where messages of devices go: to the ingest, and acknowledged when it has stored them. */
export class InboundMessages {
  constructor(
    private readonly ingest: Ingest,
    private readonly store: SessionStore,
    private readonly clock: Clock,
    private readonly maxPayloadBytes: number,
  ) {}

  /**
   * Takes a PUBLISH.
   *
   * @param settled called once, unless the message is refused: with nothing when it may be acknowledged, else with what
   *   ends the session
   * @param waits called at most once, before `settled`: nothing more is to be read of the device until then
   * @returns why the message is refused; then nothing was taken
   */
  take(
    session: Session,
    packet: PublishPacket,
    settled: (ending: Ending | undefined) => void,
    waits?: () => void,
  ): MessageRefusal | undefined {
    const { device } = session;
    const decision = decidePublish(device.id, packet.topic);
    if (!decision.allowed && decision.refusal !== 'unknown') {
      return { cause: 'topic-not-own', refusal: 'connection.topic-not-own', reason: decision.reason };
    }
    const payload = packet.payload as Buffer;
    if (payload.length > this.maxPayloadBytes) {
      const reason = `The payload has ${payload.length} bytes; at most ${this.maxPayloadBytes} are taken.`;
      return { cause: 'payload-too-large', refusal: 'connection.payload-too-large', reason };
    }
    const { qos, messageId } = packet;
    // Committed before, its PUBREC got lost: it is only acknowledged again [MQTT-4.3.3-2]. Without DUP it is no repetition
    // [MQTT-3.3.1-1] but a message of a device that has forgotten its identifiers, and would be lost.
    if (qos === 2 && packet.dup && this.store.hasIncoming(device.id, messageId as number)) {
      settled(undefined);
      return undefined;
    }
    // From here on the identifier is this message's: if it cannot be stored now and comes again, it is no repetition of what
    // had the identifier before.
    if (qos === 2) this.store.forgetIncoming(device.id, messageId as number);
    session.unsettled += 1;
    const message: InboundMessage = {
      deviceKey: device.key,
      channel: decision.allowed ? decision.channel : 'unknown',
      topic: packet.topic,
      payload,
      qos,
      redelivered: packet.dup,
      packetIdentifier: qos === 0 ? undefined : messageId,
      receivedAt: this.clock.now().getTime(),
    };
    const told: Settled = (outcome) => {
      session.unsettled -= 1;
      settled(endingUnlessAcknowledged(outcome, qos));
    };
    this.ingest.accept(message, told, waits);
    return undefined;
  }

  /** What is wrong with a will, as a sentence; `undefined`: nothing. */
  problemOfWill(device: DeviceId, { topic, payload }: Will): string | undefined {
    const decision = decidePublish(device, topic);
    if (!decision.allowed) return decision.reason;
    if (payload.length <= WILL_PAYLOAD_BYTES) return undefined;
    return `The will's payload has ${payload.length} bytes; at most ${WILL_PAYLOAD_BYTES} are taken.`;
  }

  /** Takes the will of a session that ended without DISCONNECT, like a QoS 0 message: nobody waits for an acknowledgement. */
  takeWill(session: Session, { topic, payload }: Pick<PublishPacket, 'topic' | 'payload'>, done: () => void): void {
    const decision = decidePublish(session.device.id, topic);
    if (!decision.allowed || SILENCING.has(session.cause)) {
      done();
      return;
    }
    const message: InboundMessage = {
      deviceKey: session.device.key,
      channel: decision.channel,
      topic,
      payload: payload as Buffer,
      qos: 0,
      redelivered: false,
      packetIdentifier: undefined,
      isWill: true,
      receivedAt: this.clock.now().getTime(),
    };
    this.ingest.accept(message, done);
  }
}
