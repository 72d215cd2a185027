import type { ConnectionRefusalCode } from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import { MalformedPacketError, RefusedConnectError } from '#libs/mqtt';
import { PacketTooLargeError } from '../mqtt/packet-guard.js';

/** Why a connection broke, from the error aedes gives. */
export interface BrokenConnection {
  readonly cause: DisconnectCode;
  /** The refusal, if it was we who ended it. */
  readonly refusal: ConnectionRefusalCode | undefined;
}

const ERRNOS: Readonly<Record<string, DisconnectCode>> = {
  ECONNRESET: 'connection-reset',
  ETIMEDOUT: 'connection-timed-out',
};

/** Messages of aedes 1.2 that name something other than a broken rule; aedes-internals.spec.ts pins them. */
const MESSAGES: readonly [pattern: RegExp, broken: BrokenConnection][] = [
  [/^drain timeout$/, { cause: 'not-reading', refusal: undefined }],
  [/^connection closed$/, { cause: 'connection-closed', refusal: undefined }],
  [/^connect did not arrive in time$/, { cause: 'protocol-error', refusal: 'connection.connect-timeout' }],
];

/** Names what broke a connection: the network, the device, or a rule of ours. */
export function brokenConnection(failure: Error): BrokenConnection {
  if (failure instanceof PacketTooLargeError && failure.command === 'publish') {
    return { cause: 'payload-too-large', refusal: 'connection.payload-too-large' };
  }
  if (failure instanceof RefusedConnectError) {
    const refusal = failure.returnCode === 1 ? 'connection.protocol-version' : 'connection.protocol-error';
    return { cause: 'protocol-error', refusal };
  }
  if (failure instanceof MalformedPacketError) {
    return { cause: 'protocol-error', refusal: 'connection.protocol-error' };
  }
  const known = MESSAGES.find(([pattern]) => pattern.test(failure.message));
  if (known) return known[1];
  if ('code' in failure && typeof failure.code === 'string') {
    return { cause: ERRNOS[failure.code] ?? 'connection-lost', refusal: undefined };
  }
  return { cause: 'protocol-error', refusal: 'connection.protocol-error' };
}
