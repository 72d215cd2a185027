/**
 * PKCS #12 files (RFC 7292) for devices that want key and chain in one: key bag encrypted by PBES2 (AES-256-CBC, PBKDF2 with
 * HMAC-SHA-256), certificates in clear, integrity by HMAC-SHA-256 under the same password. node-forge supplies the pieces.
 *
 * node-forge's own `toPkcs12Asn1` is not used: it reads RSA certificates only and writes back an ECDSA signature algorithm with
 * a NULL it must not have (RFC 5758 §3.2), so our chain would come out broken. Here certificates go in octet by octet.
 */
import { createHash } from 'node:crypto';
import forge from 'node-forge';
import type { Certificate } from './certificate.js';
import { PasswordTooShortError, Pkcs12NotOfferedError } from './errors.js';
import { keyAlgorithmOf } from './key-algorithm.js';
import type { PrivateKey } from './private-key.js';

const { asn1 } = forge;
const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;
const { SEQUENCE, SET, OCTETSTRING, BMPSTRING, INTEGER, NULL } = asn1.Type;

/** The file leaves the platform and can be tried against without limit (NIST SP 800-63B §5.1.1.2 asks for 8 online). */
export const P12_PASSWORD_MINIMUM_CHARACTERS = 12;
/** As Java's keytool writes since JDK 16. node-forge derives in JavaScript: more would hold up the process noticeably. */
const ITERATIONS = 10_000;
const SALT_OCTETS = 16;
const MAC_OCTETS = 32;
/** Purpose of a derived key: integrity (RFC 7292 §B.3). */
const MAC_KEY = 3;

const OID = {
  data: '1.2.840.113549.1.7.1',
  certBag: '1.2.840.113549.1.12.10.1.3',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  localKeyId: '1.2.840.113549.1.9.21',
  friendlyName: '1.2.840.113549.1.9.20',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/**
 * Makes a `.p12` file with the key of an RSA device, its certificate and its chain.
 *
 * @param friendlyName what key stores show
 * @param password chosen by the caller and kept nowhere; at least 12 characters
 * @returns DER; salt and ciphertext differ in each call
 * @throws {Pkcs12NotOfferedError} the key is not RSA: the devices that want this format are
 * @throws {PasswordTooShortError} fewer than 12 characters
 */
export function pkcs12Bundle(
  friendlyName: string,
  certificate: Certificate,
  authorities: readonly Certificate[],
  privateKey: PrivateKey,
  password: string,
): Buffer {
  const keyAlgorithm = keyAlgorithmOf(privateKey.publicKey);
  if (!keyAlgorithm.startsWith('rsa-')) throw new Pkcs12NotOfferedError(keyAlgorithm);
  const characters = [...password].length;
  if (characters < P12_PASSWORD_MINIMUM_CHARACTERS) {
    throw new PasswordTooShortError(characters, P12_PASSWORD_MINIMUM_CHARACTERS);
  }
  const attributes = keyAttributes(friendlyName, certificate);
  const [first, ...others] = [certificate, ...authorities].map(certificateBag);
  const authenticatedSafe = sequence(
    data(sequence(sequence(...(first ?? []), attributes), ...others.map((bag) => sequence(...bag)))),
    data(sequence(sequence(...keyBag(privateKey, password), attributes))),
  );
  const content = asn1.toDer(authenticatedSafe).getBytes();
  const pfx = sequence(integer(3), data(authenticatedSafe), macData(content, password)); // version 3 (RFC 7292 §4)
  return Buffer.from(asn1.toDer(pfx).getBytes(), 'latin1');
}

function keyBag(privateKey: PrivateKey, password: string): forge.asn1.Asn1[] {
  const privateKeyInfo = asn1.fromDer(forge.util.createBuffer(privateKey.toPkcs8Der().toString('latin1')));
  const encrypted = forge.pki.encryptPrivateKeyInfo(privateKeyInfo, forge.util.encodeUtf8(password), {
    algorithm: 'aes256',
    count: ITERATIONS,
    saltSize: SALT_OCTETS,
    prfAlgorithm: 'sha256',
  });
  return [objectIdentifier(OID.shroudedKeyBag), explicit(encrypted)];
}

function certificateBag(certificate: Certificate): forge.asn1.Asn1[] {
  const value = octets(certificate.der.toString('latin1'));
  return [objectIdentifier(OID.certBag), explicit(sequence(objectIdentifier(OID.x509Certificate), explicit(value)))];
}

/** Ties the key to its certificate (RFC 7292 §4.2, PKCS #9 friendlyName and localKeyId). */
function keyAttributes(friendlyName: string, certificate: Certificate): forge.asn1.Asn1 {
  const localKeyId = createHash('sha1').update(certificate.der).digest().toString('latin1'); // an identifier, no protection
  return set(
    sequence(objectIdentifier(OID.friendlyName), set(asn1.create(UNIVERSAL, BMPSTRING, false, friendlyName))),
    sequence(objectIdentifier(OID.localKeyId), set(octets(localKeyId))),
  );
}

function macData(content: string, password: string): forge.asn1.Asn1 {
  const salt = forge.random.getBytesSync(SALT_OCTETS);
  const key = forge.pkcs12.generateKey(
    password,
    forge.util.createBuffer(salt),
    MAC_KEY,
    ITERATIONS,
    MAC_OCTETS,
    forge.md.sha256.create(),
  );
  const mac = forge.hmac.create();
  mac.start('sha256', key);
  mac.update(content);
  const algorithm = sequence(objectIdentifier(OID.sha256), asn1.create(UNIVERSAL, NULL, false, ''));
  return sequence(sequence(algorithm, octets(mac.getMac().getBytes())), octets(salt), integer(ITERATIONS));
}

function data(content: forge.asn1.Asn1): forge.asn1.Asn1 {
  return sequence(objectIdentifier(OID.data), explicit(octets(asn1.toDer(content).getBytes())));
}

function sequence(...parts: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(UNIVERSAL, SEQUENCE, true, parts);
}

function set(...parts: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(UNIVERSAL, SET, true, parts);
}

function explicit(part: forge.asn1.Asn1): forge.asn1.Asn1 {
  return asn1.create(CONTEXT_SPECIFIC, 0, true, [part]);
}

function octets(binary: string): forge.asn1.Asn1 {
  return asn1.create(UNIVERSAL, OCTETSTRING, false, binary);
}

function integer(value: number): forge.asn1.Asn1 {
  return asn1.create(UNIVERSAL, INTEGER, false, asn1.integerToDer(value).getBytes());
}

function objectIdentifier(dotted: string): forge.asn1.Asn1 {
  return asn1.create(UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(dotted).getBytes());
}
