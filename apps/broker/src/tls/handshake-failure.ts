import type { ConnectionRefusalCode } from '#libs/certificates';

/** A handshake that ended before there was a secure connection. */
export interface HandshakeFailure {
  readonly cause: ConnectionRefusalCode;
  /** What OpenSSL or the network said, for the person who looks; empty if it adds nothing. */
  readonly finding: string;
}

/**
 * The errors of `tlsClientError` in our words. Node names OpenSSL's reasons `ERR_SSL_<reason>`; a TLS alert the client sent
 * (RFC 8446 §6.2) comes as `…_ALERT_<description>`.
 */
const CAUSES: readonly [pattern: RegExp, cause: ConnectionRefusalCode][] = [
  [/^ERR_TLS_HANDSHAKE_TIMEOUT$/, 'connection.handshake-timeout'],
  [
    /^ERR_SSL_(HTTP_REQUEST|HTTPS_PROXY_REQUEST|WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNEXPECTED_MESSAGE)$/,
    'connection.not-tls',
  ],
  [/^ERR_SSL_(UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|.*ALERT_PROTOCOL_VERSION)$/, 'connection.tls-version'],
  [
    /^ERR_SSL_(NO_SHARED_CIPHER|NO_SUITABLE_(KEY_SHARE|SIGNATURE_ALGORITHM)|NO_SHARED_GROUPS?)$/,
    'connection.tls-no-common-cipher',
  ],
  [
    /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|UNSUPPORTED_CERTIFICATE)$/,
    'connection.server-not-trusted',
  ],
  [/^ERR_SSL_(BAD_SIGNATURE|DIGEST_CHECK_FAILED|WRONG_SIGNATURE_(TYPE|SIZE))$/, 'connection.certificate-proof'],
  [/^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED)$/, 'connection.handshake-abandoned'],
];

/**
 * Names the failure of a handshake.
 *
 * @param failure       what `tlsClientError` told
 * @param receivedBytes how many bytes came over the connection
 * @returns `undefined` if a client only opened and closed the connection, as load balancers do to see that we live
 */
export function handshakeFailure(failure: Error, receivedBytes: number): HandshakeFailure | undefined {
  const code = 'code' in failure ? String(failure.code) : failure.message;
  const cause = CAUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 'connection.tls-failed';
  if (cause === 'connection.handshake-abandoned' && receivedBytes === 0) return undefined;
  const reason = 'reason' in failure && typeof failure.reason === 'string' ? failure.reason : undefined;
  return { cause, finding: reason === undefined ? '' : `OpenSSL says "${reason}".` };
}
