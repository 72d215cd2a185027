import type { PublishPacket } from 'aedes';
import type { DisconnectCode } from '#libs/contracts/events';
import type { DeviceClient, Session } from '../session/session.js';
import type { SessionLife } from '../session/session-life.js';
import type { ParsedPacket } from './aedes-internals.js';
import type { InboundMessages } from './inbound-messages.js';
import type { Opening } from './opening.js';

/** Ways of the network to end a connection: they take nothing back of what the device had sent. */
const BY_NETWORK: ReadonlySet<DisconnectCode | undefined> = new Set([
  undefined,
  'connection-closed',
  'connection-lost',
  'connection-reset',
  'connection-timed-out',
] as const);

/**
 * Carries out what came behind a CONNECT whose connection is closed already: a device may send CONNECT, messages and
 * DISCONNECT in one go and leave (MQTT 3.1.1 §3.1.4). aedes drops them with the connection.
 */
export class EarlyPackets {
  /** @param replace ends an older session of the same device */
  constructor(
    private readonly inbound: InboundMessages,
    private readonly life: SessionLife,
    private readonly replace: (client: DeviceClient) => void,
  ) {}

  take(client: DeviceClient, session: Session): void {
    const { opening } = session;
    if (!opening) return;
    session.opening = undefined;
    if (!BY_NETWORK.has(session.cause)) return;
    const { connect, early } = opening;
    if (!session.presence && !this.#accept(client, session, connect)) return;
    for (const packet of early) {
      if (packet.cmd === 'disconnect') {
        session.cause = 'client-disconnect'; // that its connection closed behind it is no news
        return;
      }
      if (packet.cmd === 'publish' && !this.#publish(session, packet as ParsedPacket & PublishPacket)) break;
    }
    if (connect.will) this.inbound.takeWill(session, connect.will, nothing);
  }

  #accept(client: DeviceClient, session: Session, { will, clean = false }: Opening['connect']): boolean {
    const problem = will && this.inbound.problemOfWill(session.device.id, will);
    if (problem !== undefined) {
      this.life.refuse(session, 'protocol-error', 'connection.will-refused', problem);
      return false;
    }
    this.replace(client);
    this.life.begin(session, clean);
    return true;
  }

  /** @returns whether what follows counts */
  #publish(session: Session, packet: PublishPacket): boolean {
    if (!session.waitsForUs) session.waitingSinceTick = this.life.tick;
    const refusal = this.inbound.take(session, packet, nothing);
    if (refusal) this.life.refuse(session, refusal.cause, refusal.refusal, refusal.reason);
    return !refusal;
  }
}

function nothing(): void {}
