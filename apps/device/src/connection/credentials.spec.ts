import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceId } from '#libs/kernel';
import { aTestAuthority } from '#libs/testing';
import { readCredentials } from './credentials.js';

const me = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const folder = mkdtempSync(join(tmpdir(), 'fieldgate-credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('readCredentials', () => {
  it('R1-37: takes the two downloaded files: PEM key, PEM chain', async () => {
    const authority = await aTestAuthority();
    const { key, cert } = await authority.deviceCertificate({ deviceId: me });
    const credentials = readCredentials(file('S.key', key), file('S.pem', cert));
    expect(credentials).toMatchObject({ deviceId: me, key, chain: cert });
    expect(credentials.trustAnchors.map((pem) => pem.trim())).toEqual([authority.root.pem.trim()]);
  });

  it('refuses files that cannot be used, and names the file and what is wanted', async () => {
    const authority = await aTestAuthority();
    const [one, other] = [await authority.deviceCertificate(), await authority.deviceCertificate()];
    const [key, pem] = [file('one.key', one.key), file('one.pem', one.cert)];
    const leaf = one.cert.slice(0, one.cert.indexOf('-----END') + '-----END CERTIFICATE-----\n'.length);
    for (const [keyFile, pemFile, words] of [
      [file('other.key', other.key), pem, /other\.key is not the key of the certificate in .*one\.pem/],
      [join(folder, 'none.key'), pem, /none\.key cannot be read: ENOENT/],
      [key, file('empty.pem', ''), /empty\.pem holds no certificate/],
      [key, file('key.pem', one.key), /key\.pem holds no certificate/],
      [pem, pem, /one\.pem holds no private key/],
      [key, file('leaf.pem', leaf), /leaf\.pem holds no root certificate/],
      [key, file('damaged.pem', one.cert.replace(/^M/m, 'A')), /damaged\.pem holds a damaged certificate/],
    ] as const) {
      expect(() => readCredentials(keyFile, pemFile)).toThrow(words);
      expect(() => readCredentials(keyFile, pemFile)).toThrow(expect.objectContaining({ code: 'device.credentials' }));
    }
  });
});
