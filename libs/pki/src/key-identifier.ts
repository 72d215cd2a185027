import { createHash, type KeyObject } from 'node:crypto';

/** First octets of the hash that make the identifier (RFC 7093 §2 method 1). */
const IDENTIFIER_OCTETS = 20;

/**
 * Identifies a public key: SHA-256 of the subjectPublicKey bits, cut to 160 bits (RFC 7093 §2 method 1).
 *
 * RFC 5280 §4.2.1.2 proposes SHA-1 for the same place and leaves the method open.
 */
export function keyIdentifier(publicKey: KeyObject): Buffer {
  return createHash('sha256').update(subjectPublicKeyBits(publicKey)).digest().subarray(0, IDENTIFIER_OCTETS);
}

/** Content of the BIT STRING in SubjectPublicKeyInfo, without its count of unused bits. */
function subjectPublicKeyBits(publicKey: KeyObject): Buffer {
  if (publicKey.asymmetricKeyType === 'rsa') return publicKey.export({ type: 'pkcs1', format: 'der' }); // RFC 4055 §1.2
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]); // RFC 5480 §2.2
}
