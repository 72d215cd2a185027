import { type ConnectionStage, connectionFailure } from './connection-failure.js';

const failure = (stage: ConnectionStage, code?: string | number) =>
  connectionFailure(
    'broker.example',
    8883,
    stage,
    code === undefined ? undefined : Object.assign(new Error('x'), { code }),
  );

describe('connectionFailure', () => {
  it.each([
    ['tcp', 'ECONNREFUSED', 'unreachable', 'Allow outbound TCP 8883'],
    ['tcp', 'ETIMEDOUT', 'unreachable', 'Allow outbound TCP 8883'],
    ['tcp', 'EHOSTUNREACH', 'unreachable', 'nothing inbound is needed'],
    ['tcp', undefined, 'unreachable', 'no answer'],
    ['tcp', 'ENOTFOUND', 'unknown-host', 'Check --host'],
    ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls', 'does not speak TLS'],
    ['tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'server-not-trusted', 'the .pem file'],
    ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'server-not-trusted', 'Check --host'],
    ['mqtt', 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED', 'certificate-refused', 'revoked'],
    ['mqtt', 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'certificate-refused', 'expired'],
    ['tls', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate-refused', 'another authority'],
    ['mqtt', 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'certificate-refused', 'does not take the certificate'],
    ['mqtt', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'certificate-refused', 'refused the TLS handshake'],
    ['mqtt', 5, 'session-refused', 'suspended'],
    ['mqtt', 3, 'closed-early', 'not ready'],
    ['mqtt', undefined, 'closed-early', 'TLS 1.3'],
    ['mqtt', 'ECONNRESET', 'closed-early', 'refused attempt'],
  ] as const)('R1-39: at %s, %s is told as %s', (stage, code, problem, words) => {
    const told = failure(stage, code);
    expect(told).toMatchObject({ problem, message: expect.stringContaining(words) });
    expect(told.message).toMatch(/^No connection to broker\.example:8883: .+\.$/);
  });

  it.each([
    ['0A00010B:SSL routines:ssl3_get_record:wrong version number:../record.c:350:', 'not-tls'],
    ['0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../rec_layer.c:1590:', 'certificate-refused'],
  ])('reads OpenSSL’s reason out of a failed write: %s', (reason, problem) => {
    const cause = Object.assign(new Error(`write EPROTO 803CC95AC07F0000:error:${reason}`), { code: 'EPROTO' });
    expect(connectionFailure('broker.example', 8883, 'tls', cause).problem).toBe(problem);
  });

  it('hopes only where waiting can help', () => {
    expect([failure('tcp', 'ECONNREFUSED').mayPass, failure('mqtt').mayPass]).toEqual([true, true]);
    expect([failure('mqtt', 5).mayPass, failure('tls', 'CERT_HAS_EXPIRED').mayPass]).toEqual([false, false]);
  });
});
