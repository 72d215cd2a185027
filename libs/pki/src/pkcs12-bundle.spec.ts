import forge from 'node-forge';
import { aTestAuthority, type TestAuthority, type TestCertificate } from '#libs/testing';
import { pkcs12Bundle } from './pkcs12-bundle.js';

const password = 'correct horse battery';
let authority: TestAuthority;
let device: TestCertificate;

beforeAll(async () => {
  authority = await aTestAuthority();
  device = await authority.deviceCertificate({ keyAlgorithm: 'rsa-2048' });
});

const bundle = (given = password) =>
  pkcs12Bundle('RE4-0001', device.certificate, authority.issuer.chain, device.privateKey, given);

/** node-forge: a reader that shares nothing with our writer; it knows RSA keys alone. */
const open = (file: Buffer, given: string) =>
  forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(file.toString('latin1')), false, given);

describe('pkcs12Bundle', () => {
  it('gives key and name back to whoever has the password', () => {
    const opened = open(bundle(), password);
    const [keyBag] = opened.getBags({ friendlyName: 'RE4-0001', bagType: forge.pki.oids.pkcs8ShroudedKeyBag! })
      .friendlyName!;
    const key = forge.pki.privateKeyInfoToPem(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(keyBag!.key!)));
    expect(key.replace(/\r\n/g, '\n')).toBe(device.key);
  });

  it('holds the certificates octet by octet, ECDSA signatures included', () => {
    const file = bundle();
    for (const certificate of [device.certificate, authority.issuing, authority.root]) {
      expect(file.includes(certificate.der)).toBe(true);
    }
  });

  it('does not hold the key in clear', () => {
    expect(bundle().includes(device.privateKey.toPkcs8Der())).toBe(false);
  });

  it('does not open with another password', () => {
    expect(() => open(bundle(), 'another password')).toThrow('Invalid password');
  });

  it.each(['', 'short', '11 letters!'])('is refused under the password %j', (given) => {
    expect(() => bundle(given)).toThrow(
      expect.objectContaining({ code: 'pki.password-too-short', details: { length: given.length, minimum: 12 } }),
    );
  });
});
