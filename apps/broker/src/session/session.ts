import type { AdmittedDevice, PresentedCertificate } from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import type { DeviceSession } from '#libs/telemetry';
import type { Bearer } from '../admission/reconciliation.js';
import type { AedesClient } from '../mqtt/aedes-internals.js';
import type { Opening } from '../mqtt/opening.js';
import type { Watched } from './keep-alive.js';

/** A connection of aedes with the session we hung on it. */
export interface DeviceClient extends AedesClient {
  /** Undefined: the device is sent away with CONNACK 3. */
  session: Session | undefined;
}

/** One connection of a device, from the moment its certificate let it in. Tens of thousands lie idle: it is kept small. */
export class Session implements Bearer, Watched {
  silenceTicks = 0;
  lastReceivedTick = 0;
  /** Messages that were taken and are not settled. */
  unsettled = 0;
  /** Those of them that wait until the device may store under further past days: nothing is read of it meanwhile. */
  held = 0;
  /** The tick in which the first of them was taken. */
  waitingSinceTick = 0;
  /** Why it ended or is about to; the first cause counts. */
  cause: DisconnectCode | undefined = undefined;
  /** What presence knows it by, from CONNACK 0 on. */
  presence: DeviceSession | undefined = undefined;
  /** Its CONNECT and what came behind that, until it is carried out. */
  opening: Opening | undefined = undefined;
  /** Whether the device has not read what was written to it. */
  isUnread = false;

  constructor(
    readonly device: AdmittedDevice,
    /** The certificate it was let in on. */
    readonly identity: PresentedCertificate,
    /** IP address without port. */
    readonly remoteAddress: string,
    readonly client: DeviceClient,
    /** End of the certificate's validity, milliseconds since 1970 UTC. */
    readonly validUntil: number,
  ) {}

  get waitsForUs(): boolean {
    return this.unsettled > 0;
  }

  /** Whether it is over, or about to be. */
  get ended(): boolean {
    return this.cause !== undefined || this.client.closed;
  }

  /** Names the cause unless there is one. */
  endsBecause(cause: DisconnectCode): void {
    this.cause ??= cause;
  }

  /** Ends it with the cause, at once; repeating it does nothing. */
  end(cause: DisconnectCode): void {
    this.endsBecause(cause);
    this.client.close();
  }
}
