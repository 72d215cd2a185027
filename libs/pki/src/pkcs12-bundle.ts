/**
 * PKCS #12 files (RFC 7292) for devices that want key and chain in one: key bag encrypted by PBES2 (AES-256-CBC, PBKDF2 with
 * HMAC-SHA-256), certificates in clear, integrity by HMAC-SHA-256 under the same password. The structures come from
 * \@peculiar/asn1-pfx, the cryptography from Node; what neither has is the derivation of the integrity key (§B.2).
 */
import { createCipheriv, createHash, createHmac, hash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { ContentInfo, id_data } from '@peculiar/asn1-cms';
import {
  AuthenticatedSafe,
  CertBag,
  id_certBag,
  id_pkcs8ShroudedKeyBag,
  id_x509Certificate,
  MacData,
  PFX,
  PKCS8ShroudedKeyBag,
  PKCS12Attribute,
  SafeBag,
  SafeContents,
} from '@peculiar/asn1-pfx';
import { EncryptedData } from '@peculiar/asn1-pkcs8';
import { DigestInfo, sha256 } from '@peculiar/asn1-rsa';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Certificate } from './certificate.js';
import * as der from './der.js';
import { PasswordTooShortError } from './errors.js';
import type { PrivateKey } from './private-key.js';

/** The file leaves the platform and can be tried against without limit (NIST SP 800-63B §5.1.1.2 asks for 8 online). */
export const P12_PASSWORD_MINIMUM_CHARACTERS = 12;
/** As Java's keytool writes since JDK 16; readers of devices give up on much more. */
const ITERATIONS = 10_000;
const SALT_OCTETS = 16;
const KEY_OCTETS = 32;
const IV_OCTETS = 16;
/** Purpose of a derived key: integrity (RFC 7292 §B.3). */
const MAC_KEY = 3;
/** What SHA-256 compresses at once: the `v` of RFC 7292 §B.2. */
const BLOCK_OCTETS = 64;

const PBES2 = '1.2.840.113549.1.5.13'; // RFC 8018 §A.4
const PBKDF2 = '1.2.840.113549.1.5.12'; // RFC 8018 §A.2
const HMAC_SHA256 = '1.2.840.113549.2.9'; // RFC 8018 §B.1.2
const AES_256_CBC = '2.16.840.1.101.3.4.1.42'; // RFC 8018 §B.2.5
const FRIENDLY_NAME = '1.2.840.113549.1.9.20'; // RFC 2985 §5.5.1
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21'; // RFC 2985 §5.5.2

/**
 * Makes a `.p12` file with the key of a device, its certificate and its chain.
 *
 * @param friendlyName what key stores show
 * @param password chosen by the caller and kept nowhere; at least 12 characters
 * @returns DER; salts and ciphertext differ in each call
 * @throws {PasswordTooShortError} fewer than 12 characters
 */
export function pkcs12Bundle(
  friendlyName: string,
  certificate: Certificate,
  authorities: readonly Certificate[],
  privateKey: PrivateKey,
  password: string,
): Buffer {
  const characters = [...password].length;
  if (characters < P12_PASSWORD_MINIMUM_CHARACTERS) {
    throw new PasswordTooShortError(characters, P12_PASSWORD_MINIMUM_CHARACTERS);
  }
  const attributes = keyAttributes(friendlyName, certificate);
  const own = new SafeBag({ ...certificateBag(certificate), bagAttributes: attributes });
  const key = new SafeBag({
    bagId: id_pkcs8ShroudedKeyBag,
    bagValue: AsnConvert.serialize(shroudedKey(privateKey, password)),
    bagAttributes: attributes,
  });
  const safes = [new SafeContents([own, ...authorities.map(certificateBag)]), new SafeContents([key])];
  const content = AsnConvert.serialize(new AuthenticatedSafe(safes.map((safe) => data(AsnConvert.serialize(safe)))));
  const file = new PFX({ authSafe: data(content), macData: integrity(content, password) });
  return Buffer.from(AsnConvert.serialize(file));
}

function shroudedKey(privateKey: PrivateKey, password: string): PKCS8ShroudedKeyBag {
  const salt = randomBytes(SALT_OCTETS);
  const iv = randomBytes(IV_OCTETS);
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, ITERATIONS, KEY_OCTETS, 'sha256'), iv);
  const keyDerivation = der.sequence(
    der.objectIdentifier(PBKDF2),
    der.sequence(
      der.octetString(salt),
      der.integer(ITERATIONS),
      der.integer(KEY_OCTETS),
      der.sequence(der.objectIdentifier(HMAC_SHA256), der.nil),
    ),
  );
  const encryptionScheme = der.sequence(der.objectIdentifier(AES_256_CBC), der.octetString(iv));
  return new PKCS8ShroudedKeyBag({
    encryptionAlgorithm: new AlgorithmIdentifier({
      algorithm: PBES2,
      parameters: exactly(der.sequence(keyDerivation, encryptionScheme)),
    }),
    encryptedData: new EncryptedData(Buffer.concat([cipher.update(privateKey.toPkcs8Der()), cipher.final()])),
  });
}

function certificateBag(certificate: Certificate): SafeBag {
  const bag = new CertBag({ certId: id_x509Certificate, certValue: exactly(der.octetString(certificate.der)) });
  return new SafeBag({ bagId: id_certBag, bagValue: AsnConvert.serialize(bag) });
}

/** Ties the key to its certificate (RFC 7292 §4.2). */
function keyAttributes(friendlyName: string, certificate: Certificate): PKCS12Attribute[] {
  const localKeyId = createHash('sha1').update(certificate.der).digest(); // an identifier, no protection
  return [attribute(FRIENDLY_NAME, der.bmpString(friendlyName)), attribute(LOCAL_KEY_ID, der.octetString(localKeyId))];
}

function attribute(attrId: string, value: Buffer): PKCS12Attribute {
  // The constructor of 2.11 drops what it is given.
  return Object.assign(new PKCS12Attribute(), { attrId, attrValues: [exactly(value)] });
}

function integrity(content: ArrayBuffer, password: string): MacData {
  const salt = randomBytes(SALT_OCTETS);
  const mac = createHmac('sha256', integrityKey(password, salt)).update(Buffer.from(content)).digest();
  return new MacData({
    mac: new DigestInfo({ digestAlgorithm: sha256, digest: new OctetString(mac) }),
    macSalt: new OctetString(salt),
    iterations: ITERATIONS,
  });
}

/** RFC 7292 §B.2 for SHA-256, whose one digest is as long as the key: its steps 6B and 6C, for further ones, fall away. */
function integrityKey(password: string, salt: Buffer): Buffer {
  const terminated = der.bmpOctets(`${password}\0`); // §B.1
  let digest = Buffer.concat([Buffer.alloc(BLOCK_OCTETS, MAC_KEY), inBlocks(salt), inBlocks(terminated)]);
  for (let round = 0; round < ITERATIONS; round++) digest = hash('sha256', digest, 'buffer');
  return digest;
}

/** Repeats until whole blocks are full (§B.2, steps 2 and 3). */
const inBlocks = (octets: Buffer) => Buffer.alloc(Math.ceil(octets.length / BLOCK_OCTETS) * BLOCK_OCTETS, octets);

const data = (content: ArrayBuffer) =>
  new ContentInfo({ contentType: id_data, content: exactly(der.octetString(new Uint8Array(content))) });

/** The octets in an ArrayBuffer of their own: those of a Buffer may lie within a larger one. */
const exactly = (octets: Uint8Array): ArrayBuffer => Uint8Array.from(octets).buffer;
