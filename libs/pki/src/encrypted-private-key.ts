/**
 * Private keys at rest: PKCS #8 EncryptedPrivateKeyInfo (RFC 5958 §3) by PBES2 (RFC 8018 §6.2) with scrypt
 * (RFC 7914 §7.1) and AES-256-CBC. OpenSSL and node:crypto open it with the passphrase alone.
 *
 * Node's own export derives the key by 2048 rounds of PBKDF2, which is too few for a passphrase that a person chose;
 * that is why it is written here. The encryption does not authenticate: a reader compares the key with its certificate.
 */
import { createCipheriv, randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import * as der from './der.js';
import { encodePem } from './pem.js';

const PBES2 = '1.2.840.113549.1.5.13'; // RFC 8018 §A.4
const SCRYPT = '1.3.6.1.4.1.11591.4.11'; // RFC 7914 §7
const AES_256_CBC = '2.16.840.1.101.3.4.1.42'; // RFC 8018 §B.2.5

/**
 * Cost of guessing: OWASP's "N = 2^14, r = 8, p = 5", as dear as N = 2^17 with p = 1. A larger N would need more than
 * the 32 MiB OpenSSL grants scrypt when it opens a key file.
 */
const COST = { N: 16_384, r: 8, p: 5 } as const;
const SALT_OCTETS = 16;
const KEY_OCTETS = 32;
const IV_OCTETS = 16;

/**
 * Encrypts a PKCS #8 PrivateKeyInfo.
 *
 * @param privateKeyInfo DER
 * @param passphrase UTF-8; any length, but not empty
 * @returns PEM, label `ENCRYPTED PRIVATE KEY` (RFC 7468 §11); salt and initialization vector are new in each call
 */
export async function encryptPrivateKeyInfo(privateKeyInfo: Uint8Array, passphrase: string): Promise<string> {
  if (passphrase === '') throw new RangeError('A private key is not encrypted under an empty passphrase.');
  const salt = randomBytes(SALT_OCTETS);
  const iv = randomBytes(IV_OCTETS);
  const cipher = createCipheriv('aes-256-cbc', await derive(passphrase, salt), iv);
  const encrypted = Buffer.concat([cipher.update(privateKeyInfo), cipher.final()]);
  const keyDerivation = der.sequence(
    der.objectIdentifier(SCRYPT),
    der.sequence(
      der.octetString(salt),
      der.integer(COST.N),
      der.integer(COST.r),
      der.integer(COST.p),
      der.integer(KEY_OCTETS),
    ),
  );
  const encryptionScheme = der.sequence(der.objectIdentifier(AES_256_CBC), der.octetString(iv));
  const algorithm = der.sequence(der.objectIdentifier(PBES2), der.sequence(keyDerivation, encryptionScheme));
  return encodePem('ENCRYPTED PRIVATE KEY', der.sequence(algorithm, der.octetString(encrypted)));
}

function derive(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  const options: ScryptOptions = { ...COST, maxmem: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, KEY_OCTETS, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
