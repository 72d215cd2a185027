import { HOUR_MS } from '#libs/kernel';
import { parseSerialNumber, pkcs12Bundle } from '#libs/pki';
import { aTestAuthority, type TestAuthority, type TestCertificate } from '#libs/testing';
import { CERTTOOL, describeWith, OPENSSL, run } from './external-tool.js';
import { aTemporaryDirectory } from './temporary-directory.js';

const files = aTemporaryDirectory();

/** Issuer and leaf keys; devices of one model have RSA keys under a P-256 authority. */
const KEYS = [
  { authorityKey: 'ec-p256', leafKey: 'ec-p256' },
  { authorityKey: 'ec-p256', leafKey: 'rsa-2048' },
  { authorityKey: 'rsa-2048', leafKey: 'rsa-2048' },
] as const;

describe.each(KEYS)('under a $authorityKey authority, $leafKey certificates', ({ authorityKey, leafKey }) => {
  let authority: TestAuthority;
  let leaves: { readonly device: TestCertificate; readonly server: TestCertificate; readonly service: TestCertificate };
  const name = (file: string) => `${authorityKey}-${leafKey}-${file}`;
  const path = (file: string) => files.path(name(file));

  beforeAll(async () => {
    authority = await aTestAuthority({ keyAlgorithm: authorityKey });
    leaves = {
      device: await authority.deviceCertificate({ keyAlgorithm: leafKey }),
      server: await authority.serverCertificate({ keyAlgorithm: leafKey, hosts: ['localhost', '192.0.2.1'] }),
      service: await authority.serviceCertificate('api', { keyAlgorithm: leafKey, hosts: ['localhost'] }),
    };
    files.write(name('root.pem'), authority.root.pem);
    files.write(name('issuing.pem'), authority.issuing.pem);
    for (const [kind, { certificate, cert }] of Object.entries(leaves)) {
      files.write(name(`${kind}.pem`), certificate.pem);
      files.write(name(`${kind}-chain.pem`), cert);
    }
  });

  describeWith(OPENSSL, 'are accepted by openssl verify -x509_strict', () => {
    const verify = (leaf: string, ...options: string[]) =>
      run(
        OPENSSL,
        'verify',
        '-x509_strict',
        '-CAfile',
        path('root.pem'),
        '-untrusted',
        path('issuing.pem'),
        ...options,
        path(leaf),
      );

    it.each([
      { leaf: 'device.pem', purpose: 'sslclient' },
      { leaf: 'server.pem', purpose: 'sslserver' },
      { leaf: 'service.pem', purpose: 'sslclient' },
      { leaf: 'service.pem', purpose: 'sslserver' },
    ])('$leaf for $purpose', ({ leaf, purpose }) => {
      expect(verify(leaf, '-purpose', purpose)).toEqual({ ok: true, output: `${path(leaf)}: OK\n` });
    });

    it.each([
      { leaf: 'device.pem', purpose: 'sslserver' },
      { leaf: 'server.pem', purpose: 'sslclient' },
    ])('but $leaf not for $purpose', ({ leaf, purpose }) => {
      const { ok, output } = verify(leaf, '-purpose', purpose);
      expect(ok).toBe(false);
      expect(output).toMatch(/unsuitable certificate purpose|unsupported certificate purpose/);
    });

    it.each(['localhost', '192.0.2.1'])('as the server %s', (host) => {
      const option = /^[\d.]+$/.test(host) ? '-verify_ip' : '-verify_hostname';
      expect(verify('server.pem', '-purpose', 'sslserver', option, host).ok).toBe(true);
      expect(verify('server.pem', '-purpose', 'sslserver', option, host.replace(/.$/, '9')).ok).toBe(false);
    });
  });

  describeWith(CERTTOOL, 'are accepted by certtool --verify', () => {
    it.each([
      { leaf: 'device-chain.pem', purpose: '1.3.6.1.5.5.7.3.2' },
      { leaf: 'server-chain.pem', purpose: '1.3.6.1.5.5.7.3.1' },
      { leaf: 'service-chain.pem', purpose: '1.3.6.1.5.5.7.3.2' },
    ])('$leaf', ({ leaf, purpose }) => {
      const { ok, output } = run(
        CERTTOOL,
        '--verify',
        '--load-ca-certificate',
        path('root.pem'),
        '--verify-purpose',
        purpose,
        '--infile',
        path(leaf),
      );
      expect(output).toContain('Chain verification output: Verified. The certificate is trusted.');
      expect(ok).toBe(true);
    });

    it('but not a device as a server', () => {
      const { ok } = run(
        CERTTOOL,
        '--verify',
        '--load-ca-certificate',
        path('root.pem'),
        '--verify-purpose',
        '1.3.6.1.5.5.7.3.1',
        '--infile',
        path('device-chain.pem'),
      );
      expect(ok).toBe(false);
    });
  });

  describeWith(OPENSSL, 'are refused by openssl once the revocation list names them', () => {
    it.each([
      { revoked: true, outcome: 'refused' },
      { revoked: false, outcome: 'accepted' },
    ])('listed: $revoked, $outcome', async ({ revoked }) => {
      const entry = {
        serialNumber: parseSerialNumber(leaves.device.certificate.serialNumber),
        revokedAt: new Date(Date.now() - 60_000),
        reason: 'keyCompromise' as const,
      };
      const list = await authority.issuer.signRevocationList({
        crlNumber: 1n,
        thisUpdate: new Date(Date.now() - 1000),
        nextUpdate: new Date(Date.now() + HOUR_MS),
        revoked: revoked ? [entry] : [],
      });
      const crl = files.write(name(`crl-${revoked}.pem`), list.pem);
      const { ok, output } = run(
        OPENSSL,
        'verify',
        '-x509_strict',
        '-crl_check',
        '-CRLfile',
        crl,
        '-CAfile',
        path('root.pem'),
        '-untrusted',
        path('issuing.pem'),
        path('device.pem'),
      );
      expect(ok).toBe(!revoked);
      if (revoked) expect(output).toContain('certificate revoked');
    });
  });
});

describeWith(OPENSSL, 'the signature of a revocation list', () => {
  it('is verified by openssl, and a changed list is not', async () => {
    const authority = await aTestAuthority();
    const issuing = files.write('crl-issuing.pem', authority.issuing.pem);
    const list = await authority.issuer.signRevocationList({
      crlNumber: 2n,
      thisUpdate: new Date(),
      nextUpdate: new Date(Date.now() + HOUR_MS),
      revoked: [{ serialNumber: parseSerialNumber('abcdef'), revokedAt: new Date(), reason: 'superseded' }],
    });
    const changed = Buffer.from(list.der);
    changed[changed.indexOf(Buffer.from('abcdef', 'hex'))] = 0xaa;
    const check = (der: Uint8Array) =>
      run(OPENSSL, 'crl', '-inform', 'DER', '-in', files.write('list.crl', der), '-noout', '-text', '-CAfile', issuing)
        .output;
    expect(check(list.der)).toMatch(/Superseded[\s\S]*verify OK/);
    expect(check(changed)).toContain('verify failure');
  });
});

describe.each(['rsa-2048', 'ec-p256'] as const)('a .p12 file with a key of %s', (keyAlgorithm) => {
  const password = 'zażółć gęślą jaźń';
  let file: string;
  let device: TestCertificate;
  let authority: TestAuthority;

  beforeAll(async () => {
    authority = await aTestAuthority();
    device = await authority.deviceCertificate({ keyAlgorithm });
    const bundle = pkcs12Bundle('RE4-0001', device.certificate, authority.issuer.chain, device.privateKey, password);
    file = files.write('device.p12', bundle);
  });

  describeWith(OPENSSL, 'is opened by openssl pkcs12', () => {
    it('with its password: the key, and the chain octet by octet', () => {
      const { ok, output } = run(OPENSSL, 'pkcs12', '-in', file, '-passin', `pass:${password}`, '-nodes');
      expect(ok).toBe(true);
      expect(output).toContain('friendlyName: RE4-0001');
      for (const pem of [device.key, device.certificate.pem, authority.issuing.pem, authority.root.pem]) {
        expect(output).toContain(pem);
      }
    });

    it('by AES-256 and HMAC-SHA-256, nothing older', () => {
      const { output } = run(OPENSSL, 'pkcs12', '-in', file, '-passin', `pass:${password}`, '-info', '-noout');
      expect(output).toMatch(/MAC: sha256, Iteration 10000/);
      expect(output).toMatch(/Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256/);
    });

    it('and not with another password', () => {
      expect(run(OPENSSL, 'pkcs12', '-in', file, '-passin', 'pass:wrong password', '-noout').ok).toBe(false);
    });
  });

  describeWith(CERTTOOL, 'is opened by certtool', () => {
    it('with its password, by AES-256 and HMAC-SHA-256', () => {
      const { ok, output } = run(CERTTOOL, '--p12-info', '--inder', '--infile', file, '--password', password);
      expect(ok).toBe(true);
      expect(output).toContain('AES-256-CBC');
      expect(output).toContain('MAC: SHA256');
    });
  });
});

describeWith(OPENSSL, 'an encrypted private key', () => {
  it('is opened by openssl pkey with the passphrase alone', async () => {
    const { privateKey } = await (await aTestAuthority()).deviceCertificate();
    const file = files.write('encrypted.key', await privateKey.toEncryptedPkcs8Pem('a passphrase of ours'));
    expect(run(OPENSSL, 'pkey', '-in', file, '-passin', 'pass:a passphrase of ours').output).toBe(
      privateKey.toPkcs8Pem(),
    );
    expect(run(OPENSSL, 'pkey', '-in', file, '-passin', 'pass:another passphrase').ok).toBe(false);
  });
});
