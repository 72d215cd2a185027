import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { decodeSubjectAltNames, EXTENDED_KEY_USAGE } from './certificate-extensions.js';
import * as der from './der.js';
import { CertificateUnreadableError } from './errors.js';
import { type KeyAlgorithm, keyAlgorithmOf } from './key-algorithm.js';
import { decodePem, encodePem } from './pem.js';
import type { PrivateKey } from './private-key.js';
import type { SubjectAltName } from './subject-alt-name.js';

/** Far above any certificate seen in the field (about 1 KiB to 4 KiB); below it reading costs less than a millisecond. */
const MAXIMUM_DER_OCTETS = 32 * 1024;
const MAXIMUM_PEM_CHARACTERS = 64 * 1024;

const EXTENDED_KEY_USAGE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(EXTENDED_KEY_USAGE).map(([name, identifier]) => [identifier, name]),
);

/**
 * Names a certificate by the SHA-256 of its DER encoding.
 *
 * @param certificate DER, as `getPeerCertificate().raw` has it; not parsed, so that it is cheap for every handshake
 * @returns 64 lower-case hexadecimal digits
 */
export function fingerprintSha256(certificate: Uint8Array): string {
  return createHash('sha256').update(certificate).digest('hex');
}

/** A certificate that was read: ours or a stranger's. Reading it does not make it trusted. */
export class Certificate {
  readonly #x509: X509Certificate;

  /**
   * Lower-case hexadecimal in whole octets. A stranger's may break RFC 5280 §4.1.2.2, for instance be negative ("-2a"):
   * `parseSerialNumber` tells.
   */
  readonly serialNumber: string;
  readonly notBefore: Date;
  /** The last instant at which it is valid, inclusive (RFC 5280 §4.1.2.5). */
  readonly notAfter: Date;
  /** `undefined` if the subject has no CN, or more than one. */
  readonly subjectCommonName: string | undefined;
  readonly fingerprintSha256: string;
  /** `other` for keys we would not certify. */
  readonly keyAlgorithm: KeyAlgorithm | 'other';
  /** Whether it is an authority's (basicConstraints cA). */
  readonly cA: boolean;

  protected constructor(x509: X509Certificate) {
    this.#x509 = x509;
    this.serialNumber = wholeOctets(x509.serialNumber);
    this.notBefore = readTime(x509.validFrom);
    this.notAfter = readTime(x509.validTo);
    const commonName: unknown = x509.toLegacyObject().subject?.CN;
    this.subjectCommonName = typeof commonName === 'string' ? commonName : undefined;
    this.fingerprintSha256 = fingerprintSha256(x509.raw);
    this.keyAlgorithm = keyAlgorithmOf(x509.publicKey);
    this.cA = x509.ca;
  }

  /**
   * Reads a certificate.
   *
   * @param input DER, or text with one PEM block `CERTIFICATE` (RFC 7468 §5); at most 32 KiB of DER
   * @throws {CertificateUnreadableError} anything else
   */
  static parse(input: string | Uint8Array): Certificate {
    return new Certificate(readX509(input));
  }

  /** DER encoding. */
  get der(): Buffer {
    return this.#x509.raw;
  }

  /** PEM, label `CERTIFICATE`, ending in a line feed. */
  get pem(): string {
    return encodePem('CERTIFICATE', this.#x509.raw);
  }

  get publicKey(): KeyObject {
    return this.#x509.publicKey;
  }

  /** Subject in one line, for people: `CN=…, O=…`. */
  get subject(): string {
    return oneLine(this.#x509.subject);
  }

  /** Issuer in one line, for people. */
  get issuer(): string {
    return oneLine(this.#x509.issuer);
  }

  /** Purposes by name, others by object identifier; empty if the certificate does not restrict them (RFC 5280 §4.2.1.12). */
  get extendedKeyUsage(): readonly string[] {
    const identifiers: readonly string[] = this.#x509.keyUsage ?? []; // Node's name for the extended ones
    return identifiers.map((identifier) => EXTENDED_KEY_USAGE_NAMES.get(identifier) ?? identifier);
  }

  /** URI, DNS and IP names in the order of the certificate; empty if it has none. */
  subjectAltNames(): readonly SubjectAltName[] {
    return decodeSubjectAltNames(this.#x509.raw);
  }

  /** Whether the instant lies within the validity, both ends included. */
  isValidAt(instant: Date): boolean {
    return this.notBefore <= instant && instant < new Date(this.notAfter.getTime() + 1000);
  }

  /** Whether the other certificate signed this one: names, key identifiers and signature agree. Dates are not looked at. */
  isIssuedBy(issuer: Certificate): boolean {
    return this.#x509.checkIssued(issuer.#x509) && this.#x509.verify(issuer.#x509.publicKey);
  }

  /** Whether the private key belongs to this certificate. */
  belongsTo(privateKey: PrivateKey): boolean {
    return this.#x509.publicKey.equals(privateKey.publicKey);
  }
}

/** Shared with `IssuedCertificate`. */
export function readX509(input: string | Uint8Array): X509Certificate {
  const bytes = typeof input === 'string' ? decodeText(input) : input;
  if (bytes.length > MAXIMUM_DER_OCTETS) {
    throw new CertificateUnreadableError(`it has ${bytes.length} octets, at most ${MAXIMUM_DER_OCTETS} are read`);
  }
  // OpenSSL stops at the end of the first value: what follows would change the fingerprint and nothing else.
  if (!der.isOneSequence(bytes)) throw new CertificateUnreadableError('it is not one DER value');
  try {
    const x509 = new X509Certificate(bytes);
    void x509.publicKey; // an unknown kind of key fails here, not at the first use
    return x509;
  } catch (cause) {
    throw new CertificateUnreadableError('it is not an X.509 certificate with a key of a known kind', { cause });
  }
}

function decodeText(text: string): Buffer {
  const bytes = text.length <= MAXIMUM_PEM_CHARACTERS ? decodePem(text, ['CERTIFICATE']) : undefined;
  if (!bytes) {
    throw new CertificateUnreadableError(
      `the text is not one PEM block "CERTIFICATE" of at most ${MAXIMUM_PEM_CHARACTERS} characters`,
    );
  }
  return bytes;
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new CertificateUnreadableError('its validity is not a time');
  return time;
}

function wholeOctets(hexadecimal: string): string {
  const [, sign = '', digits = ''] = /^(-?)([0-9a-f]*)$/.exec(hexadecimal.toLowerCase()) ?? [];
  return sign + (digits.length % 2 === 0 ? digits : `0${digits}`);
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
