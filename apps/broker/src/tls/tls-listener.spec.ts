import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { ConnectionRefusalCode } from '#libs/certificates';
import { aTestAuthority, type TestAuthority, type TestCertificate } from '#libs/testing';
import { type Gate, TlsListener } from './tls-listener.js';

jest.setTimeout(60_000); // the machine may have other suites to run

/** Lets everybody in, and keeps who was sent away. */
class OpenGate implements Gate {
  readonly refusals: { readonly address: string; readonly cause: ConnectionRefusalCode }[] = [];
  readonly received: TLSSocket[] = [];

  async receive(socket: TLSSocket): Promise<void> {
    this.received.push(socket);
    socket.write('in');
  }

  refused(address: string, cause: ConnectionRefusalCode): void {
    this.refusals.push({ address, cause });
  }

  notAccepted(failure: Error): void {
    throw failure;
  }
}

let authority: TestAuthority;
let ec: TestCertificate;
let rsa: TestCertificate;
const opened: { destroy(): void }[] = [];
const listeners: TlsListener[] = [];

beforeAll(async () => {
  authority = await aTestAuthority();
  [ec, rsa] = await Promise.all([
    authority.serverCertificate(),
    authority.serverCertificate({ keyAlgorithm: 'rsa-2048' }),
  ]);
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
  for (const listener of listeners.splice(0)) listener.stop();
});

async function listening(maxWaiting: number, handshakeTimeoutMs = 60_000) {
  const gate = new OpenGate();
  const credentials = (of: TestCertificate) => ({ key: of.key, cert: of.cert, ca: authority.ca });
  const listener = new TlsListener(
    { host: '127.0.0.1', port: 0, credentials: [credentials(ec), credentials(rsa)], handshakeTimeoutMs, maxWaiting },
    gate,
  );
  listeners.push(listener);
  return { gate, listener, port: await listener.listen() };
}

/** A connection that says nothing. */
async function silent(port: number, localAddress = '127.0.0.1'): Promise<Socket> {
  const socket = connectPlain({ port, host: '127.0.0.1', localAddress });
  opened.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Shakes hands and waits until the gate has let it in; rejects if it is sent away. */
async function comesIn(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({ port, host: '127.0.0.1', ca: authority.ca, ...options });
  opened.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('data', () => resolve());
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('sent away')));
  });
  return socket;
}

describe('the listener for devices', () => {
  it('lets a device in at once however many silent connections hold all places', async () => {
    const { gate, listener, port } = await listening(40);
    for (let n = 0; n < 80; n += 1) await silent(port, `127.0.0.${2 + (n % 4)}`);
    await expect(comesIn(port)).resolves.toBeDefined();
    expect(listener.waiting).toBeLessThanOrEqual(40);
    expect(new Set(gate.refusals.map(({ cause }) => cause))).toEqual(new Set(['connection.too-many-handshakes']));
    expect(gate.refusals.map(({ address }) => address)).not.toContain('127.0.0.1');
  });

  it('lets all devices behind one address in that fit in its places', async () => {
    const { gate, port } = await listening(60);
    const devices = await Promise.allSettled(Array.from({ length: 60 }, () => comesIn(port)));
    expect(devices.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(gate.refusals).toEqual([]);
  });

  it('lets a device in that begins its handshake a while after it connected', async () => {
    const { port } = await listening(4);
    const slow = await silent(port);
    const socket = connect({ socket: slow, ca: authority.ca, host: 'localhost' });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
  });

  it('cuts who says nothing, and keeps silent about who only opens and closes', async () => {
    const waiting = await listening(4);
    const probe = await silent(waiting.port);
    probe.end();
    await once(probe, 'close');
    expect(waiting.gate.refusals).toEqual([]);
    const { gate, port } = await listening(4, 50);
    await once(await silent(port), 'close');
    expect(gate.refusals).toEqual([{ address: '127.0.0.1', cause: 'connection.handshake-timeout' }]);
  });

  it.each([
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'EC'],
    ['ECDHE-ECDSA-CHACHA20-POLY1305', 'EC'],
    ['ECDHE-RSA-AES128-GCM-SHA256', 'RSA'],
    ['ECDHE-RSA-AES256-GCM-SHA384', 'RSA'],
  ])('shakes hands by TLS 1.2 with %s, with its %s certificate', async (ciphers, kind) => {
    const { port } = await listening(4);
    const socket = await comesIn(port, { maxVersion: 'TLSv1.2', ciphers });
    const { fingerprint256 } = socket.getPeerCertificate();
    const expected = (kind === 'EC' ? ec : rsa).certificate.fingerprintSha256;
    expect(fingerprint256.replaceAll(':', '').toLowerCase()).toBe(expected);
    expect(socket.authorized).toBe(true);
  });

  it('shows its EC certificate to who knows both', async () => {
    const { port } = await listening(4);
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await comesIn(port, { maxVersion });
      expect(socket.getPeerX509Certificate()?.publicKey.asymmetricKeyType).toBe('ec');
    }
  });

  it.each([
    'ECDHE-ECDSA-AES128-SHA256',
    'ECDHE-ECDSA-AES256-SHA',
    'ECDHE-RSA-AES256-SHA384',
    'ECDHE-ECDSA-AES128-CCM8',
    'ECDHE-ECDSA-AES256-CCM',
    'ECDHE-ECDSA-ARIA128-GCM-SHA256',
    'ECDHE-ECDSA-CAMELLIA128-SHA256',
    'AES128-GCM-SHA256',
    'AES256-SHA',
  ])('has no cipher in common with who offers %s alone, and says so', async (ciphers) => {
    const { gate, port } = await listening(4);
    await expect(comesIn(port, { maxVersion: 'TLSv1.2', ciphers })).rejects.toThrow();
    expect(gate.refusals).toEqual([{ address: '127.0.0.1', cause: 'connection.tls-no-common-cipher' }]);
  });

  it('says that the protocol is too old', async () => {
    const { gate, port } = await listening(4);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(comesIn(port, old)).rejects.toThrow();
    expect(gate.refusals.map(({ cause }) => cause)).toEqual(['connection.tls-version']);
  });
});
