import { MalformedPacketError, RefusedConnectError } from '#libs/mqtt';
import { PacketTooLargeError } from '../mqtt/packet-guard.js';
import { brokenConnection } from './session-ending.js';

const system = (code: string) => Object.assign(new Error(`read ${code}`), { code });

describe('brokenConnection', () => {
  it.each([
    [system('ECONNRESET'), 'connection-reset', undefined],
    [system('ETIMEDOUT'), 'connection-timed-out', undefined],
    [system('EPIPE'), 'connection-lost', undefined],
    [system('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), 'connection-lost', undefined],
    [new Error('drain timeout'), 'not-reading', undefined],
    [new Error('connect did not arrive in time'), 'protocol-error', 'connection.connect-timeout'],
    [new RefusedConnectError(1, 'level 9'), 'protocol-error', 'connection.protocol-version'],
    [new RefusedConnectError(2, 'no identifier'), 'protocol-error', 'connection.protocol-error'],
    [new MalformedPacketError('x', { packet: 'PUBACK' }), 'protocol-error', 'connection.protocol-error'],
    [new Error('Cannot parse topic'), 'protocol-error', 'connection.protocol-error'],
    [new PacketTooLargeError('publish', 9, 8), 'payload-too-large', 'connection.payload-too-large'],
    [new PacketTooLargeError('subscribe', 9, 8), 'protocol-error', 'connection.protocol-error'],
  ])('%s is %s', (failure, cause, refusal) => {
    expect(brokenConnection(failure)).toEqual({ cause, refusal });
  });
});
