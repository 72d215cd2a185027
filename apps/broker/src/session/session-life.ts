import { randomUUID } from 'node:crypto';
import { type ConnectionRefusalCode, connectionRefusals } from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import type { Clock } from '#libs/kernel';
import type { Presence } from '#libs/telemetry';
import type { AttemptRecorder } from '../admission/attempt-recorder.js';
import type { BrokerMetrics } from '../metrics.js';
import { KeepAlive } from './keep-alive.js';
import type { DeviceClient, Session } from './session.js';
import { brokenConnection } from './session-ending.js';
import type { SessionStore } from './session-store.js';
import type { Sessions } from './sessions.js';

export interface SessionLifeParts {
  readonly sessions: Sessions;
  readonly store: SessionStore;
  readonly presence: Presence;
  readonly recorder: AttemptRecorder;
  readonly metrics: BrokerMetrics;
  readonly clock: Clock;
}

/** Ticks its messages must have waited before a device that closes is said to have given up waiting. */
const GAVE_UP_WAITING_TICKS = 5;

/** Begins and ends sessions, and tells who must know: presence, the record of refusals, the metrics. */
export class SessionLife {
  readonly #keepAlive = new KeepAlive<Session>((session) => session.end('keep-alive'));

  constructor(private readonly parts: SessionLifeParts) {}

  /** The present tick of the keep-alive. */
  get tick(): number {
    return this.#keepAlive.tick;
  }

  /** A second has passed. */
  advance(): void {
    this.#keepAlive.advance();
    this.parts.store.expire();
  }

  /**
   * The CONNECT is accepted.
   *
   * @param clean the session ends with its connection
   */
  begin(session: Session, clean: boolean): void {
    const { sessions, store, presence, clock } = this.parts;
    const { remotePort } = session.client.conn;
    const host = session.remoteAddress.includes(':') ? `[${session.remoteAddress}]` : session.remoteAddress;
    // Of two sessions presence believes the later one, so one that takes over is later even within a millisecond.
    const replaced = sessions.current(session.device.id)?.presence?.connectedAt ?? 0;
    session.presence = {
      sessionId: randomUUID(),
      deviceKey: session.device.key,
      connectedAt: Math.max(clock.now().getTime(), replaced + 1),
      remoteAddress: `${host}:${remotePort ?? 0}`,
    };
    sessions.accept(session);
    store.begin(session.device.id, clean);
    this.#keepAlive.watch(session);
    presence.connected(session.presence);
  }

  /** Ends a session because of what the device did, and records it. Of several causes the first counts. */
  refuse(session: Session, cause: DisconnectCode, refusal: ConnectionRefusalCode, finding = ''): void {
    if (session.cause === undefined) this.record(session, refusal, finding);
    session.end(cause);
  }

  /** Records what was refused; the session may go on. */
  record(session: Session, cause: ConnectionRefusalCode, finding = ''): void {
    this.parts.recorder.record({
      remoteAddress: session.remoteAddress,
      cause,
      detail: finding === '' ? connectionRefusals[cause] : `${connectionRefusals[cause]} ${finding}`,
      deviceId: session.device.id,
      presented: session.identity,
    });
  }

  /** The connection broke with an error; aedes closes it. */
  broke(session: Session, failure: Error): void {
    if (session.cause !== undefined) return;
    const { cause, refusal } = brokenConnection(failure);
    if (refusal) this.record(session, refusal, failure.message);
    session.endsBecause(cause);
  }

  /** The socket is closed: whatever the way, this is the end. */
  closed(client: DeviceClient, session: Session): void {
    const { sessions, store, presence, metrics } = this.parts;
    this.#keepAlive.forget(session);
    const wasCurrent = sessions.isCurrent(session);
    sessions.delete(session);
    if (!session.presence) {
      if (session.cause === undefined) {
        this.record(session, 'connection.handshake-abandoned', 'It closed the connection before its CONNECT.');
      }
      return;
    }
    const cause = session.cause ?? this.#silentCause(client, session);
    metrics.ended(cause);
    presence.disconnected(session.presence, cause);
    if (wasCurrent) store.left(session.device.id);
  }

  /** Why a session ended that neither we nor the network ended with an error. */
  #silentCause(client: DeviceClient, session: Session): DisconnectCode {
    if (client._disconnected) return 'client-disconnect';
    const waited = session.waitsForUs && this.tick - session.waitingSinceTick >= GAVE_UP_WAITING_TICKS;
    return waited ? 'closed-while-waiting' : 'connection-closed';
  }
}
