import { execFile } from 'node:child_process';
import type { TLSSocket } from 'node:tls';
import type { ConnectionRefusalCode } from '#libs/certificates';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { type Gate, TlsListener } from '../../../apps/broker/src/tls/tls-listener.js';
import { describeWith, type ExternalTool, OPENSSL } from './external-tool.js';
import { aTemporaryDirectory } from './temporary-directory.js';

const GNUTLS: ExternalTool = { program: 'gnutls-cli', package: 'gnutls-bin' };

jest.setTimeout(60_000); // the machine may have other suites to run

/** Ends each connection that is secure. */
class ClosingGate implements Gate {
  readonly refusals: ConnectionRefusalCode[] = [];

  async receive(socket: TLSSocket): Promise<void> {
    socket.end();
  }

  refused(_address: string, cause: ConnectionRefusalCode): void {
    this.refusals.push(cause);
  }

  notAccepted(failure: Error): void {
    throw failure;
  }
}

const directory = aTemporaryDirectory();
const gate = new ClosingGate();
let authority: TestAuthority;
let listener: TlsListener;
let port: number;
let root: string;

beforeAll(async () => {
  authority = await aTestAuthority();
  const { ca } = authority;
  const [ec, rsa] = await Promise.all([
    authority.serverCertificate(),
    authority.serverCertificate({ keyAlgorithm: 'rsa-2048' }),
  ]);
  const credentials = [
    { key: ec.key, cert: ec.cert, ca },
    { key: rsa.key, cert: rsa.cert, ca },
  ] as const;
  listener = new TlsListener(
    { host: '127.0.0.1', port: 0, credentials, handshakeTimeoutMs: 30_000, maxWaiting: 10 },
    gate,
  );
  port = await listener.listen();
  root = directory.write('root.pem', authority.root.pem);
});
afterAll(() => listener.stop());
beforeEach(() => {
  gate.refusals.length = 0;
});

/** Runs a client with nothing to say; what it printed on both outputs. */
function client({ program }: ExternalTool, ...options: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(program, options, (_, stdout, stderr) => resolve(`${stdout}${stderr}`));
    child.stdin?.end();
  });
}

const sClient = (...options: string[]) =>
  client(OPENSSL, 's_client', '-connect', `127.0.0.1:${port}`, '-CAfile', root, '-tls1_2', ...options);
const gnutls = (priority: string) =>
  client(GNUTLS, '127.0.0.1', '-p', `${port}`, `--x509cafile=${root}`, `--priority=${priority}`);

describeWith(OPENSSL, 'OpenSSL’s client', () => {
  it('that knows RSA suites and RSA signatures alone gets the RSA certificate', async () => {
    const output = await sClient('-cipher', 'ECDHE-RSA-AES128-GCM-SHA256', '-sigalgs', 'RSA+SHA256');
    expect(output).toContain('Verification: OK');
    expect(output).toContain('Peer signature type: RSA');
    expect(output).toContain('Cipher is ECDHE-RSA-AES128-GCM-SHA256');
  });

  it('that knows both gets the EC certificate', async () => {
    expect(await sClient()).toMatch(/Cipher is ECDHE-ECDSA-(AES|CHACHA20)/);
  });

  it.each(['ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES128-CCM8', 'ECDHE-ARIA128-GCM-SHA256', 'AES128-GCM-SHA256'])(
    'that offers %s alone is refused with a cause in words',
    async (suite) => {
      expect(await sClient('-cipher', suite)).toContain('handshake failure');
      expect(gate.refusals).toEqual(['connection.tls-no-common-cipher']);
    },
  );
});

describeWith(GNUTLS, 'GnuTLS’s client', () => {
  it('that knows RSA key exchange signatures alone comes in by TLS 1.2', async () => {
    const output = await gnutls('NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+ECDHE-RSA');
    expect(output).toContain('Handshake was completed');
    expect(output).toContain('RSA');
  });

  it.each(['-CIPHER-ALL:+AES-128-CBC', '-CIPHER-ALL:+AES-128-CCM-8', '-KX-ALL:+RSA'])(
    'is refused with %s',
    async (choice) => {
      expect(await gnutls(`NORMAL:-VERS-ALL:+VERS-TLS1.2:${choice}`)).not.toContain('Handshake was completed');
      expect(gate.refusals).toEqual(['connection.tls-no-common-cipher']);
    },
  );
});
