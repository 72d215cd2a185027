/**
 * Certification requests, CSRs (PKCS #10, RFC 2986): the public key and the proof that its sender holds the private half.
 * Everything else in a request, subject and wished-for extensions included, is ignored: who asks is known from elsewhere,
 * and what a certificate may be is the profile's.
 */
import 'reflect-metadata';
import { type KeyObject, verify } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import * as der from './der.js';
import { CertificationRequestUnreadableError, ProofOfPossessionError, PublicKeyNotAllowedError } from './errors.js';
import { ALLOWED_KEYS, certifiableKey, type KeyAlgorithm, readPublicKey } from './key-algorithm.js';
import { decodePem } from './pem.js';

/** RSA of 4096 bits with every usual attribute takes 2 KiB. */
const MAXIMUM_DER_OCTETS = 16 * 1024;
const MAXIMUM_PEM_CHARACTERS = 32 * 1024;
/** "NEW" is what older tools write (RFC 7468 §7). */
const LABELS = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'];

/** Signatures we accept on a request, by signature and hash name of WebCrypto. No SHA-1, no RSA-PSS (rare in requests). */
const HASHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ECDSA: { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' },
  'RSASSA-PKCS1-v1_5': { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' },
};
const SIGNATURE_OF = { ec: 'ECDSA', rsa: 'RSASSA-PKCS1-v1_5' } as const;

/** A request whose signature was checked: whoever sent it holds the private key. */
export interface CertificationRequest {
  readonly publicKey: KeyObject;
  readonly keyAlgorithm: KeyAlgorithm;
}

/**
 * Reads a certification request and checks its proof of possession.
 *
 * @param input DER, or text with one PEM block (RFC 7468 §7); at most 16 KiB of DER
 * @throws {CertificationRequestUnreadableError} too large, or not one PKCS #10 request
 * @throws {PublicKeyNotAllowedError} weak, or of a kind we do not certify
 * @throws {ProofOfPossessionError} not signed by its own key, or by an algorithm we do not accept
 */
export function parseCertificationRequest(input: string | Uint8Array): CertificationRequest {
  const bytes = typeof input === 'string' ? decodeText(input) : input;
  if (bytes.length > MAXIMUM_DER_OCTETS) {
    throw new CertificationRequestUnreadableError(
      `it has ${bytes.length} octets, at most ${MAXIMUM_DER_OCTETS} are read`,
    );
  }
  if (der.hasIndefiniteLength(bytes)) {
    throw new CertificationRequestUnreadableError(
      'it is BER of indefinite length; write it as DER, of definite length (RFC 2986 §4.2)',
    );
  }
  const [signed] = der.components(bytes) ?? [];
  if (!signed) throw new CertificationRequestUnreadableError('it is not one DER value');
  const outline = read(bytes);
  // From the octets that are signed: the library would write the key anew. Version and subject stand before it (RFC 2986 §4.1).
  const [, , subjectPublicKeyInfo] = der.components(signed) ?? [];
  if (!subjectPublicKeyInfo) throw new CertificationRequestUnreadableError('it is not a PKCS #10 request');
  const publicKey = readKey(Buffer.from(subjectPublicKeyInfo));
  const { algorithm: keyAlgorithm } = certifiableKey(publicKey);
  refuseUnproven(signed, outline, publicKey);
  return { publicKey, keyAlgorithm };
}

function decodeText(text: string): Buffer {
  const bytes = text.length <= MAXIMUM_PEM_CHARACTERS ? decodePem(text, LABELS) : undefined;
  if (!bytes) {
    throw new CertificationRequestUnreadableError(
      `the text is not one PEM block "CERTIFICATE REQUEST" of at most ${MAXIMUM_PEM_CHARACTERS} characters`,
    );
  }
  return bytes;
}

interface RequestOutline {
  readonly signature: Buffer;
  readonly signatureName: string;
  readonly hashName: string;
}

function read(bytes: Uint8Array): RequestOutline {
  try {
    const request = new Pkcs10CertificateRequest(bytes);
    // The library declares this by types of the browser, which are not in scope here.
    const { name, hash } = request.signatureAlgorithm as { name?: string; hash?: { name?: string } };
    return {
      signature: Buffer.from(request.signature),
      signatureName: name ?? '',
      hashName: hash?.name ?? '',
    };
  } catch (cause) {
    throw new CertificationRequestUnreadableError('it is not a PKCS #10 request', { cause });
  }
}

function readKey(subjectPublicKeyInfo: Buffer): KeyObject {
  try {
    return readPublicKey(subjectPublicKeyInfo);
  } catch (cause) {
    throw new PublicKeyNotAllowedError('unreadable', ALLOWED_KEYS, { cause });
  }
}

function refuseUnproven(signed: Uint8Array, outline: RequestOutline, publicKey: KeyObject): void {
  const hash = HASHES[outline.signatureName]?.[outline.hashName];
  const fits = publicKey.asymmetricKeyType !== undefined && outline.signatureName === signatureNameOf(publicKey);
  if (hash === undefined || !fits) {
    throw new ProofOfPossessionError(
      'it must be signed by ECDSA or RSA (PKCS #1 v1.5) with SHA-256, SHA-384 or SHA-512',
    );
  }
  // A signature that is not even well-formed gives false here, no error.
  if (!verify(hash, signed, publicKey, outline.signature)) {
    throw new ProofOfPossessionError('its signature does not verify with its own public key');
  }
}

function signatureNameOf(key: KeyObject): string | undefined {
  return key.asymmetricKeyType === 'ec' || key.asymmetricKeyType === 'rsa'
    ? SIGNATURE_OF[key.asymmetricKeyType]
    : undefined;
}
