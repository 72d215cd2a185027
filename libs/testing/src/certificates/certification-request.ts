import 'reflect-metadata';
import { createPrivateKey, createPublicKey, KeyObject, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

/** Keys and signatures that requests are made with in tests, by WebCrypto's names. */
const ALGORITHMS = {
  'ec-p256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'ec-p384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'rsa-1024': rsa(1024, 'SHA-256'),
  'rsa-2048': rsa(2048, 'SHA-256'),
  'rsa-2048-sha1': rsa(2048, 'SHA-1'),
  'rsa-2048-sha512': rsa(2048, 'SHA-512'),
} as const;

function rsa(modulusLength: number, hash: string) {
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: new Uint8Array([1, 0, 1]), hash } as const;
}

/** A request as a device that made its own key would send it. */
export interface TestCertificationRequest {
  readonly der: Buffer;
  readonly pem: string;
  /** PKCS #8, PEM: the key the request proves. */
  readonly key: string;
}

/** Makes a certification request (PKCS #10). */
export async function aCertificationRequest(
  options: { readonly algorithm?: keyof typeof ALGORITHMS; readonly subject?: string } = {},
): Promise<TestCertificationRequest> {
  const { algorithm = 'ec-p256', subject = 'CN=whatever the device says' } = options;
  const signingAlgorithm = ALGORITHMS[algorithm];
  const keys = await webcrypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({ name: subject, keys, signingAlgorithm });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { der: Buffer.from(request.rawData), pem: `${request.toString('pem')}\n`, key };
}

/** Another request by the same P-256 key. @param key PKCS #8, PEM @returns PEM */
export async function requestSignedBy(key: string, subject: string): Promise<string> {
  const signingAlgorithm = ALGORITHMS['ec-p256'];
  const privateKey = await imported(createPrivateKey(key).export({ format: 'der', type: 'pkcs8' }), 'pkcs8', 'sign');
  const publicKey = await imported(createPublicKey(key).export({ format: 'der', type: 'spki' }), 'spki', 'verify');
  const keys = { privateKey, publicKey };
  const request = await Pkcs10CertificateRequestGenerator.create({ name: subject, keys, signingAlgorithm });
  return `${request.toString('pem')}\n`;
}

const imported = (der: Buffer, format: 'pkcs8' | 'spki', use: 'sign' | 'verify') =>
  webcrypto.subtle.importKey(format, der, ALGORITHMS['ec-p256'], true, [use]);
