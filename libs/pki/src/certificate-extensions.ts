import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
} from '@peculiar/x509';
import { addressOctets } from './address-octets.js';
import type { CertificateProfile } from './certificate-profile.js';
import * as der from './der.js';
import type { SubjectAltName } from './subject-alt-name.js';

/** Object identifiers of key purposes (RFC 5280 §4.2.1.12). */
export const EXTENDED_KEY_USAGE = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;

const SUBJECT_KEY_IDENTIFIER = der.objectIdentifier('2.5.29.14'); // RFC 5280 §4.2.1.2
const SUBJECT_ALT_NAME = der.objectIdentifier('2.5.29.17'); // RFC 5280 §4.2.1.6
/** Tags of GeneralName (RFC 5280 §4.2.1.6). */
const GENERAL_NAME = { dns: 2, uri: 6, ip: 7 } as const;

/** What is the same in every certificate of a profile, encoded once. Keys are the few profiles of the process. */
const fixedParts = new WeakMap<CertificateProfile, readonly Buffer[]>();

/**
 * Encodes the extensions of one certificate, each as an Extension in DER (RFC 5280 §4.1).
 *
 * @param parts `authorityKeyIdentifier` is an Extension in DER already, the same for every certificate of an issuer; self-signed
 * profiles leave it out
 */
export function encodeExtensions(
  profile: CertificateProfile,
  parts: {
    readonly subjectKeyIdentifier: Uint8Array;
    readonly authorityKeyIdentifier: Uint8Array;
    readonly subjectAltNames: readonly SubjectAltName[];
  },
): readonly Uint8Array[] {
  let fixed = fixedParts.get(profile);
  if (!fixed) {
    fixed = encodeFixedParts(profile);
    fixedParts.set(profile, fixed);
  }
  return [
    ...fixed,
    ...(profile.subjectKeyIdentifier
      ? [extension(SUBJECT_KEY_IDENTIFIER, der.octetString(parts.subjectKeyIdentifier))]
      : []),
    ...(profile.authorityKeyIdentifier ? [parts.authorityKeyIdentifier] : []),
    ...(parts.subjectAltNames.length > 0 ? [encodeSubjectAltNames(parts.subjectAltNames)] : []),
  ];
}

function encodeFixedParts(profile: CertificateProfile): readonly Buffer[] {
  const { basicConstraints, keyUsage, extendedKeyUsage } = profile;
  const pathLength = basicConstraints.cA ? basicConstraints.pathLenConstraint : undefined;
  const flags = keyUsage.reduce((bits, usage) => bits | KeyUsageFlags[usage], 0);
  return [
    encoded(new BasicConstraintsExtension(basicConstraints.cA, pathLength, true)),
    encoded(new KeyUsagesExtension(flags, true)),
    ...(extendedKeyUsage.length > 0
      ? [encoded(new ExtendedKeyUsageExtension(extendedKeyUsage.map((usage) => EXTENDED_KEY_USAGE[usage])))]
      : []),
  ];
}

/** Encodes the identifier of the signing key alone, without name and serial number (RFC 5280 §4.2.1.1). */
export function encodeAuthorityKeyIdentifier(keyIdentifier: Uint8Array): Buffer {
  return encoded(new AuthorityKeyIdentifierExtension(hex(keyIdentifier)));
}

/** Never critical: every subject of ours has a CN (RFC 5280 §4.2.1.6). */
function encodeSubjectAltNames(names: readonly SubjectAltName[]): Buffer {
  const general = names.map(({ type, value }) =>
    der.implicit(GENERAL_NAME[type], type === 'ip' ? addressOctets(value) : Buffer.from(value, 'ascii')),
  );
  return extension(SUBJECT_ALT_NAME, der.sequence(...general));
}

/** An Extension that is not critical, which DER leaves out (RFC 5280 §4.1, X.690 §11.5). */
function extension(identifier: Uint8Array, value: Uint8Array): Buffer {
  return der.sequence(identifier, der.octetString(value));
}

/**
 * Reads the subjectAltName of a certificate.
 *
 * @param der a certificate that is known to be readable
 * @returns empty if there is none; names of other kinds, such as email addresses, are left out
 */
export function decodeSubjectAltNames(der: Uint8Array): readonly SubjectAltName[] {
  const extension = new X509Certificate(der).getExtension(SubjectAlternativeNameExtension);
  return (extension?.names.items ?? []).flatMap(({ type, value }): SubjectAltName[] => {
    if (type === 'url') return [{ type: 'uri', value }];
    return type === 'dns' || type === 'ip' ? [{ type, value }] : [];
  });
}

/** What an authority's certificate says about whom it may sign. */
export interface AuthorityExtensions {
  /** DER of the subject, which becomes the issuer below it, octet by octet (RFC 5280 §4.1.2.4). */
  readonly subject: Buffer;
  readonly subjectKeyIdentifier: Buffer | undefined;
  readonly pathLenConstraint: number | undefined;
}

/** Reads what is needed to issue under an authority. */
export function decodeAuthorityExtensions(der: Uint8Array): AuthorityExtensions {
  const certificate = new X509Certificate(der);
  const identifier = certificate.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  return {
    subject: Buffer.from(certificate.subjectName.toArrayBuffer()),
    subjectKeyIdentifier: identifier === undefined ? undefined : Buffer.from(identifier, 'hex'),
    pathLenConstraint: certificate.getExtension(BasicConstraintsExtension)?.pathLength,
  };
}

function encoded(extension: Extension): Buffer {
  return Buffer.from(extension.rawData);
}

function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
