import { DomainError } from '#libs/kernel';

/** Why a connection could not be made, as far as a device can tell. */
export type ConnectionProblem =
  | 'unreachable'
  | 'unknown-host'
  | 'not-tls'
  | 'server-not-trusted'
  | 'certificate-refused'
  | 'session-refused'
  | 'closed-early';

/** How far an attempt got before it failed. */
export type ConnectionStage = 'tcp' | 'tls' | 'mqtt';

/** An attempt to connect failed; the message says in plain words what to do. */
export class ConnectionFailedError extends DomainError<{ host: string; port: number; problem: ConnectionProblem }> {
  readonly code = 'device.connection-failed';
  readonly kind = 'unavailable';

  constructor(
    host: string,
    port: number,
    readonly problem: ConnectionProblem,
    explanation: string,
    options?: ErrorOptions,
  ) {
    super(`No connection to ${host}:${port}: ${explanation}`, { host, port, problem }, options);
  }

  /** Whether waiting alone may help; otherwise a person has to do something. */
  get mayPass(): boolean {
    return this.problem === 'unreachable' || this.problem === 'closed-early';
  }
}

const NAMES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL']);
const DISTRUST = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** TLS alerts about a certificate (RFC 8446 §6.2), by what OpenSSL's error codes hold, and what they mean to a person. */
const ALERTS: readonly (readonly [part: string, meaning: string])[] = [
  ['CERTIFICATE_REVOKED', 'the certificate is revoked; generate a new one on the platform'],
  ['CERTIFICATE_EXPIRED', 'the certificate is expired; generate a new one on the platform'],
  ['UNKNOWN_CA', 'the certificate comes from another authority; this is another platform’s device or broker'],
  ['CERTIFICATE_REQUIRED', 'the broker wants a certificate and got none'],
  ['CERTIFICATE', 'the broker does not take the certificate'], // bad_, unsupported_ and _unknown
  ['ACCESS_DENIED', 'the broker does not let this device in'],
  ['HANDSHAKE_FAILURE', 'the two sides have no kind of encryption in common'],
  ['DECRYPT_ERROR', 'the key and the certificate do not fit together'],
];

/** Return codes of CONNACK (MQTT 3.1.1 §3.2.2.3). */
const RETURN_CODES: Readonly<Record<number, string>> = {
  1: 'the broker does not speak MQTT 3.1.1',
  2: 'the broker does not take the client identifier',
  3: 'the broker is not ready; it will be tried again',
  4: 'the broker does not take the user name or password',
  5: 'the device is not allowed in: it may be suspended, or its certificate revoked or unknown',
};
const WHERE_TO_LOOK = 'The device’s page on the platform shows the refused attempt with its cause.';

/**
 * Names the cause of a failed attempt.
 *
 * @param cause the first error seen, `undefined` when the other side just closed
 */
export function connectionFailure(
  host: string,
  port: number,
  stage: ConnectionStage,
  cause: Error | undefined,
): ConnectionFailedError {
  const [problem, explanation] = explain(port, stage, cause);
  return new ConnectionFailedError(host, port, problem, explanation, cause && { cause });
}

/** A system error's or OpenSSL's code, or the return code of a CONNACK. */
function codeOf(cause: Error | undefined): unknown {
  const code: unknown = cause !== undefined && 'code' in cause ? cause.code : undefined;
  // While CONNECT is being written, Node has OpenSSL's reason in the message only: error:<number>:<library>:<place>:<reason>:
  const reason = code === 'EPROTO' ? /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/.exec(cause?.message ?? '')?.[1] : undefined;
  return reason === undefined ? code : `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
}

function explain(port: number, stage: ConnectionStage, cause: Error | undefined): [ConnectionProblem, string] {
  const code = codeOf(cause);
  if (typeof code === 'number') {
    const meaning = RETURN_CODES[code] ?? `it answered with the return code ${code}`;
    return [code === 3 ? 'closed-early' : 'session-refused', `${meaning}. ${WHERE_TO_LOOK}`];
  }
  const name = String(code);
  if (NAMES.has(name)) return ['unknown-host', `there is no such host (${name}). Check --host and the name server.`];
  if (DISTRUST.has(name)) {
    const reason = cause?.message ?? name;
    return ['server-not-trusted', `its certificate is not one the .pem file vouches for (${reason}). Check --host.`];
  }
  if (name.startsWith('ERR_SSL_') && name.includes('ALERT')) {
    const meaning = ALERTS.find(([part]) => name.includes(part))?.[1] ?? 'the broker refused the TLS handshake';
    return ['certificate-refused', `${meaning} (${name}). ${WHERE_TO_LOOK}`];
  }
  if (name.startsWith('ERR_SSL_')) return ['not-tls', `what answers there does not speak TLS (${name}). Check --port.`];
  if (stage === 'tcp') {
    const reason = name === 'undefined' ? 'no answer' : name;
    return [
      'unreachable',
      `it cannot be reached (${reason}). Allow outbound TCP ${port} in the network; nothing inbound is needed.`,
    ];
  }
  const early =
    'the broker ended the connection without an answer, as TLS 1.3 does with a certificate it does not take';
  return ['closed-early', `${early}. ${WHERE_TO_LOOK}`];
}
