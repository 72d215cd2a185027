import { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, connect } from 'node:tls';
import { Registry } from 'prom-client';
import {
  type CertificateIdentity,
  type CertificateStatus,
  CertificateStatuses,
  type ChangedCertificateStatuses,
  type ConnectionAttempt,
  ConnectionAttempts,
} from '#libs/certificates';
import { DAY_MS, systemClock } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { aSelfSignedCertificate, aTestAuthority, type TestAuthority } from '#libs/testing';
import { BrokerMetrics } from '../metrics.js';
import { TlsListener } from '../tls/tls-listener.js';
import { TrustedIssuers } from '../tls/trusted-issuers.js';
import { AdmissionGate } from './admission-gate.js';
import { AttemptRecorder } from './attempt-recorder.js';
import { CertificateStatusCache } from './certificate-status-cache.js';

const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);
const past = { notBefore: daysFromNow(-9), notAfter: daysFromNow(-1) };
const future = { notBefore: daysFromNow(1), notAfter: daysFromNow(9) };
const present = { notBefore: daysFromNow(-1), notAfter: daysFromNow(1) };

/** Knows no certificate and remembers what it was asked about. */
class EmptyRegistry extends CertificateStatuses {
  readonly asked: string[] = [];

  override async find(certificates: readonly CertificateIdentity[]): Promise<ReadonlyMap<string, CertificateStatus>> {
    this.asked.push(...certificates.map(({ fingerprintSha256 }) => fingerprintSha256));
    return new Map();
  }

  override async changedSince(): Promise<ChangedCertificateStatuses> {
    return { statuses: new Map(), upTo: new Date(), isWhole: true };
  }
}

class Journal extends ConnectionAttempts {
  readonly rows: ConnectionAttempt[] = [];

  override async append(attempts: readonly ConnectionAttempt[]): Promise<void> {
    this.rows.push(...attempts);
  }
}

describe('AdmissionGate', () => {
  const registry = new EmptyRegistry();
  const journal = new Journal();
  const logger = createLogger('test', 'silent');
  const recorder = new AttemptRecorder(journal, systemClock, logger, new BrokerMetrics(new Registry()));
  let authority: TestAuthority;
  let listener: TlsListener;
  let port: number;

  beforeAll(async () => {
    authority = await aTestAuthority();
    const server = await authority.serverCertificate();
    const statuses = new CertificateStatusCache(registry, { capacity: 10, trustMs: 60_000, timeoutMs: 5_000 });
    const kind = { profile: 'device', issuers: new TrustedIssuers(authority.ca) };
    const nobody = { accept: () => undefined, turnAway: () => undefined };
    const gate = new AdmissionGate(kind, statuses, recorder, systemClock, nobody, logger);
    const credentials = [{ ...server, ca: authority.ca }] as const;
    const options = { host: '127.0.0.1', port: 0, handshakeTimeoutMs: 10_000, maxWaiting: 10, credentials };
    listener = new TlsListener(options, gate);
    port = await listener.listen();
  });
  afterAll(async () => {
    listener.stop();
    await recorder.close();
  });
  beforeEach(() => {
    registry.asked.length = 0;
  });

  /** Shows the certificate, and returns what was recorded about it. */
  async function showing({ key, cert }: ConnectionOptions): Promise<ConnectionAttempt | undefined> {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca: authority.ca, key, cert });
    socket.on('error', () => undefined);
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    await recorder.write();
    const fingerprint = new X509Certificate(String(cert)).fingerprint256.replaceAll(':', '').toLowerCase();
    return journal.rows.find(({ presented }) => presented?.fingerprintSha256 === fingerprint);
  }

  it.each([
    ['self-made one that has expired', () => aSelfSignedCertificate('CN=a stranger', past)],
    ['self-made one of tomorrow', () => aSelfSignedCertificate('CN=a stranger', future)],
    ['self-made one that is valid', () => aSelfSignedCertificate('CN=a stranger', present)],
    [
      'self-made one under our authority’s name that has expired',
      () => aSelfSignedCertificate('CN=Test Issuing', past),
    ],
    ['expired one of an authority called like ours', async () => (await aTestAuthority()).deviceCertificate(past)],
    [
      'expired one of an authority with an RSA key',
      async () => (await aTestAuthority({ keyAlgorithm: 'rsa-2048' })).deviceCertificate(past),
    ],
  ])('calls a stranger’s certificate foreign without asking the registry: a %s', async (_, make) => {
    const attempt = await showing(await make());
    expect(attempt).toMatchObject({ cause: 'connection.certificate-foreign', deviceId: null });
    expect(registry.asked).toEqual([]);
  });

  it.each([
    ['connection.certificate-expired', past],
    ['connection.certificate-not-yet-valid', future],
  ])('asks the registry whose certificate of ours it is: %s', async (cause, validity) => {
    const credentials = await authority.deviceCertificate(validity);
    expect(await showing(credentials)).toMatchObject({ cause });
    expect(registry.asked).toEqual([credentials.certificate.fingerprintSha256]);
  });
});
