import { once } from 'node:events';
import { type AddressInfo, isIP } from 'node:net';
import { checkServerIdentity, connect, createServer, type SecureVersion, type Server, type TLSSocket } from 'node:tls';
import { deviceId, HOUR_MS } from '#libs/kernel';
import { deviceBundle, fingerprintSha256 } from '#libs/pki';
import { aTestAuthority, type TestAuthority, type TestCertificate } from '#libs/testing';

const id = deviceId('2c6f1a52-7b1d-4a3e-9f00-0123456789ab');
let authority: TestAuthority;
let server: Server;

beforeAll(async () => {
  authority = await aTestAuthority();
  const { key, certificate } = await authority.serverCertificate();
  server = createServer({
    key,
    cert: certificate.pem + authority.issuing.pem,
    ca: authority.ca,
    requestCert: true,
    rejectUnauthorized: false, // so that the answer can say why; a listener that refuses ends the connection without a word
    minVersion: 'TLSv1.2',
  });
  // The verdict goes back to the peer, so that a test sees what the server saw.
  server.on('secureConnection', (socket: TLSSocket) => {
    const { raw } = socket.getPeerCertificate();
    const fingerprint = raw ? fingerprintSha256(raw) : 'none';
    socket.end(socket.authorized ? `accepted ${fingerprint}` : `refused ${String(socket.authorizationError)}`);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
});

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

/** Connects, and tells the server's verdict. */
async function handshake(options: {
  readonly key?: string;
  readonly cert?: string;
  readonly ca?: string;
  readonly host?: string;
  readonly version?: SecureVersion;
}): Promise<string> {
  const { host = 'localhost', version = 'TLSv1.3', ...material } = options;
  const socket = connect({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    ...(isIP(host) === 0 && { servername: host }),
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    minVersion: version,
    maxVersion: version,
    ...material,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (version) => {
  it.each(['ec-p256', 'rsa-2048'] as const)(
    'R1-37: a %s device connects with its two files, the .pem being certificate and trust anchor at once',
    async (keyAlgorithm) => {
      const { certificate, privateKey } = await authority.deviceCertificate({ deviceId: id, keyAlgorithm });
      const [key, pem] = deviceBundle('RE4-0001', certificate, authority.issuer.chain, privateKey);
      const verdict = await handshake({ key: key!.content, cert: pem!.content, ca: pem!.content, version });
      expect(verdict).toBe(`accepted ${certificate.fingerprintSha256}`);
    },
  );

  it('a device that sends its own certificate alone connects too: the server knows the issuing authority', async () => {
    const { certificate, key } = await authority.deviceCertificate();
    expect(await handshake({ key, cert: certificate.pem, ca: authority.root.pem, version })).toBe(
      `accepted ${certificate.fingerprintSha256}`,
    );
  });

  it('a service connects with its certificate', async () => {
    const { certificate, key, cert } = await authority.serviceCertificate('worker');
    expect(await handshake({ key, cert, ca: authority.ca, version })).toBe(`accepted ${certificate.fingerprintSha256}`);
  });

  it.each<{ who: string; why: string; material: () => Promise<Pick<TestCertificate, 'key' | 'cert'> | undefined> }>([
    { who: 'nobody', why: 'UNABLE_TO_GET_ISSUER_CERT', material: async () => undefined },
    {
      who: 'a device of a stranger',
      why: 'SELF_SIGNED_CERT_IN_CHAIN',
      material: async () => (await aTestAuthority({ name: 'Stranger' })).deviceCertificate(),
    },
    {
      who: 'a device of an impostor of our name',
      why: 'SELF_SIGNED_CERT_IN_CHAIN',
      material: async () => (await aTestAuthority()).deviceCertificate(),
    },
    {
      who: 'a device whose certificate is over',
      why: 'CERT_HAS_EXPIRED',
      material: () => authority.deviceCertificate({ notBefore: hoursFromNow(-2), notAfter: hoursFromNow(-1) }),
    },
    {
      who: 'a device whose certificate has not begun',
      why: 'CERT_NOT_YET_VALID',
      material: () => authority.deviceCertificate({ notBefore: hoursFromNow(1) }),
    },
    { who: 'a server instead of a device', why: 'INVALID_PURPOSE', material: () => authority.serverCertificate() },
  ])('the server refuses $who: $why', async ({ why, material }) => {
    expect(await handshake({ ...(await material()), ca: authority.ca, version })).toBe(`refused ${why}`);
  });
});

describe('the server’s certificate', () => {
  it.each(['localhost', '127.0.0.1', '::1'])('is good for %s', async (host) => {
    const { key, cert } = await authority.deviceCertificate();
    expect(await handshake({ key, cert, ca: authority.ca, host })).toMatch(/^accepted/);
  });

  it('is not good for another host', async () => {
    const { key, cert } = await authority.deviceCertificate();
    await expect(handshake({ key, cert, ca: authority.ca, host: 'elsewhere.example' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it('is not trusted by a device of another installation', async () => {
    const { key, cert } = await authority.deviceCertificate();
    const stranger = await aTestAuthority();
    await expect(handshake({ key, cert, ca: stranger.ca })).rejects.toMatchObject({
      code: expect.stringMatching(/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO|CERT_SIGNATURE_FAILURE/),
    });
  });
});
