import { generateKeyPair as generate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { GeneratedKeyAlgorithm } from './key-algorithm.js';
import { PrivateKey } from './private-key.js';

const generateOf = promisify(generate);

/** A key pair made here; its private half does not show itself. */
export interface KeyPair {
  readonly algorithm: GeneratedKeyAlgorithm;
  readonly publicKey: KeyObject;
  readonly privateKey: PrivateKey;
}

/** Makes a new key pair; RSA takes a tenth of a second or more, on another thread. */
export async function generateKeyPair(algorithm: GeneratedKeyAlgorithm = 'ec-p256'): Promise<KeyPair> {
  const { publicKey, privateKey } =
    algorithm === 'ec-p256'
      ? await generateOf('ec', { namedCurve: 'P-256' })
      : await generateOf('rsa', { modulusLength: 2048, publicExponent: 65_537 });
  return { algorithm, publicKey, privateKey: new PrivateKey(privateKey) };
}
