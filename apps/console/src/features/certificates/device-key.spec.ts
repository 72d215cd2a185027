import 'reflect-metadata';
import { PemConverter, Pkcs10CertificateRequest } from '@peculiar/x509';
import { makeDeviceKey, pemOf } from './device-key';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

describe('a device key made in the browser', () => {
  it('is a P-256 key in PKCS #8, and its request is signed by it and holds its public half', async () => {
    const { pem, csr } = await makeDeviceKey();
    const [der = new ArrayBuffer(0)] = PemConverter.decode(pem);
    const key = await crypto.subtle.importKey('pkcs8', der, P256, true, ['sign']);
    const request = new Pkcs10CertificateRequest(csr);
    expect(await request.verify()).toBe(true);
    const ours = await crypto.subtle.exportKey('jwk', key);
    const asked = await crypto.subtle.exportKey('jwk', await request.publicKey.export());
    expect([asked.x, asked.y]).toEqual([ours.x, ours.y]);
    expect(csr).not.toContain('PRIVATE');
  });

  it('is written in lines of 64 characters with an end of line after the last', () => {
    const lines = pemOf('PRIVATE KEY', new Uint8Array(100)).split('\n');
    expect(lines.map(({ length }) => length)).toEqual([27, 64, 64, 8, 25, 0]);
  });
});
