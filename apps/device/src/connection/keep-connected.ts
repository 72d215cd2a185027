import { type RetryPolicy, retryDelayMs } from '#libs/kernel';
import type { Outbox, Publisher } from '../backlog/outbox.js';
import { ConnectionFailedError } from './connection-failure.js';

/** Spread by half: a fleet that lost its broker does not come back in one blow. */
const RECONNECT: RetryPolicy = { firstMs: 1000, longestMs: 60_000, jitter: 0.5 };

/** A connection as a device needs it. */
export interface DeviceConnection extends Publisher {
  readonly closed: Promise<string>;
  end(): Promise<void>;
}

/** What a device is made of. */
export interface DeviceParts {
  readonly outbox: Outbox;
  /** Makes one attempt, subscriptions included. @throws {ConnectionFailedError} it failed */
  readonly connect: (signal: AbortSignal) => Promise<DeviceConnection>;
  /** Waits; done early when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly events: DeviceEvents;
}

/** What happens to a device's connection. */
export interface DeviceEvents {
  connected(): void;
  /** @param reason in words */
  lost(reason: string): void;
  /** @returns whether to try again after `retryMs` */
  failed(failure: ConnectionFailedError, retryMs: number): boolean;
}

/**
 * Keeps a device connected and its outbox flowing until it is told to stop: connect, drain, and after every failure or
 * loss wait longer than before. The waiting grows again from its start once a message was acknowledged, not on a mere
 * CONNACK: a broker that lets in and throws out at once is left in peace, too.
 *
 * @throws {ConnectionFailedError} an attempt failed and `events.failed` says to give up
 */
export async function keepConnected(parts: DeviceParts, signal: AbortSignal): Promise<void> {
  const { outbox, connect, wait, random, events } = parts;
  let failures = 0;
  while (!signal.aborted) {
    const before = outbox.acknowledged;
    const failure = await connect(signal).then(
      (connection) => useUntilItEnds(connection, outbox, events, signal),
      (cause: unknown) => {
        if (cause instanceof ConnectionFailedError) return cause;
        throw cause;
      },
    );
    if (signal.aborted) return;
    failures = outbox.acknowledged > before ? 1 : failures + 1;
    const retryMs = retryDelayMs(RECONNECT, failures, random);
    if (failure !== undefined && !events.failed(failure, retryMs)) throw failure;
    await wait(retryMs, signal);
  }
}

async function useUntilItEnds(connection: DeviceConnection, outbox: Outbox, events: DeviceEvents, signal: AbortSignal) {
  const leave = () => void connection.end();
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  events.connected();
  await outbox.drainTo(connection);
  await connection.end();
  signal.removeEventListener('abort', leave);
  const reason = await connection.closed;
  if (!signal.aborted) events.lost(reason);
  return undefined;
}
