import type { DeviceSession, DisconnectCause } from './device-session.js';

/** Keeps who is connected, through lost connections, restarts and lost brokers. */
export abstract class Presence {
  /** Notes that a session began. It returns at once; the rows are written in the background, retried until they are. */
  abstract connected(session: DeviceSession): void;
  /** Notes that a session ended now. A session that was replaced by a later one of the device changes no state. */
  abstract disconnected(session: DeviceSession, cause: DisconnectCause): void;
  /** Ends the sessions of brokers that have not told for `leaseMs` that they live. Repeating it does no harm. */
  abstract sweep(now: Date): Promise<number>;
  /** Ends all sessions of this broker with the cause, writes what is left and gives up the lease. */
  abstract close(cause: DisconnectCause): Promise<void>;
}
