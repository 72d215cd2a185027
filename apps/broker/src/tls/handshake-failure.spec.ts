import { handshakeFailure } from './handshake-failure.js';

const failure = (code: string, reason?: string) => Object.assign(new Error('x'), { code, ...(reason && { reason }) });

describe('handshakeFailure', () => {
  it.each([
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'handshake-timeout'],
    ['ERR_SSL_HTTP_REQUEST', 'not-tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['ERR_SSL_UNEXPECTED_MESSAGE', 'not-tls'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-version'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-version'],
    ['ERR_SSL_NO_SHARED_CIPHER', 'tls-no-common-cipher'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'server-not-trusted'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'server-not-trusted'],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'server-not-trusted'],
    ['ERR_SSL_BAD_SIGNATURE', 'certificate-proof'],
    ['ECONNRESET', 'handshake-abandoned'],
    ['ERR_SSL_SOMETHING_NEW', 'tls-failed'],
  ])('%s is %s', (code, cause) => {
    expect(handshakeFailure(failure(code), 7)?.cause).toBe(`connection.${cause}`);
  });

  it('quotes what OpenSSL found', () => {
    expect(handshakeFailure(failure('ERR_SSL_NO_SHARED_CIPHER', 'no shared cipher'), 7)?.finding).toBe(
      'OpenSSL says "no shared cipher".',
    );
  });

  it('keeps silent about a connection that was only opened and closed, as load balancers do', () => {
    expect(handshakeFailure(failure('ECONNRESET'), 0)).toBeUndefined();
    expect(handshakeFailure(failure('ERR_TLS_HANDSHAKE_TIMEOUT'), 0)).toBeDefined();
  });
});
