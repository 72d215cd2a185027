import type { ConnectPacket } from 'aedes';
import { silenceTicks } from '../session/keep-alive.js';
import type { DeviceClient } from '../session/session.js';
import type { SessionLife } from '../session/session-life.js';
import type { InboundMessages } from './inbound-messages.js';
import type { Opening } from './opening.js';

/** MQTT 3.1.1 §3.2.2.3. */
const RETURN_CODE = { serverUnavailable: 3, notAuthorized: 5 } as const;

type AuthenticationFailure = Error & { returnCode: number };

/** Reads a CONNECT: the client identifier becomes the device's id, the will is checked, the keep-alive taken over. */
export class ConnectCheck {
  /** @param keepAliveSeconds longest keep-alive that is honored, and what a device gets that asks for none */
  constructor(
    private readonly inbound: InboundMessages,
    private readonly life: SessionLife,
    private readonly keepAliveSeconds: number,
  ) {}

  /** Before aedes looks at the CONNECT. */
  prepare({ session, _parser }: DeviceClient, packet: ConnectPacket, done: (failure: null, go: boolean) => void): void {
    if (session) {
      packet.clientId = session.device.id;
      session.opening = { connect: packet as Opening['connect'], early: _parser._queue ?? [] };
      session.silenceTicks = silenceTicks(packet.keepalive ?? 0, this.keepAliveSeconds);
    }
    packet.keepalive = 0; // the watch over it is ours: that of aedes would blame a device we do not read
    done(null, session === undefined || !session.ended);
  }

  /** The certificate has said who it is; what is left to refuse is a will, and whom the registry could not be asked about. */
  authenticate(client: DeviceClient, done: (failure: AuthenticationFailure | null, go: boolean | null) => void): void {
    const { session, _will: will } = client;
    if (!session) {
      done(failureWith(RETURN_CODE.serverUnavailable, 'The registry does not answer.'), null);
      return;
    }
    const problem = will ? this.inbound.problemOfWill(session.device.id, will) : undefined;
    if (problem !== undefined) {
      this.life.record(session, 'connection.will-refused', problem);
      session.endsBecause('protocol-error');
      done(failureWith(RETURN_CODE.notAuthorized, problem), null);
      return;
    }
    if (will) will.payload = Buffer.from(will.payload); // a view would keep the whole chunk it came in
    done(null, true);
  }
}

function failureWith(returnCode: number, message: string): AuthenticationFailure {
  return Object.assign(new Error(message), { returnCode });
}
