import type { SubjectKind } from './certificate-subject.js';
import { CertificateProfileInvalidError } from './errors.js';

/** Purposes of a key (RFC 5280 §4.2.1.3), as far as we use them. */
export type KeyUsage = 'digitalSignature' | 'keyCertSign' | 'cRLSign';
/** Purposes of a certificate (RFC 5280 §4.2.1.12), as far as we use them. */
export type ExtendedKeyUsage = 'serverAuth' | 'clientAuth';
/** Whether the subject is an authority, and how many authorities may stand below it (RFC 5280 §4.2.1.9). */
export type BasicConstraints = { readonly cA: false } | { readonly cA: true; readonly pathLenConstraint?: number };

/** What a profile is made of. */
export interface CertificateProfileOptions {
  /** Permanent name: kept with every serial number. */
  readonly name: string;
  /** Whose names the certificate carries; `CertificateSubject` says which these are. */
  readonly subject: SubjectKind;
  /** Longest time from the moment of issuing through notAfter; notBefore lies a little earlier (`BACKDATE_SECONDS`). */
  readonly lifetimeSeconds: number;
  readonly keyUsage: readonly KeyUsage[];
  /** Empty for authorities: theirs would narrow what is below. */
  readonly extendedKeyUsage: readonly ExtendedKeyUsage[];
  readonly basicConstraints: BasicConstraints;
  /** SHA-256 of the subject's key, first 160 bits (RFC 7093 §2 method 1). */
  readonly subjectKeyIdentifier: boolean;
  /** The issuer's subjectKeyIdentifier; left out in self-signed certificates only. */
  readonly authorityKeyIdentifier: boolean;
}

const MAXIMUM_LIFETIME_SECONDS = 30 * 366 * 24 * 60 * 60; // 30 years: nothing cryptographic is promised for longer

/** What must hold of a profile, each with its clause. */
const RULES: readonly { readonly holds: (profile: CertificateProfileOptions) => boolean; readonly problem: string }[] =
  [
    {
      holds: ({ name }) => /^[a-z][a-z-]{0,30}$/.test(name),
      problem: 'its name is not made of up to 31 lower-case letters and hyphens',
    },
    {
      holds: ({ lifetimeSeconds }) =>
        Number.isInteger(lifetimeSeconds) && lifetimeSeconds >= 1 && lifetimeSeconds <= MAXIMUM_LIFETIME_SECONDS,
      problem: `its lifetime is not a whole number of seconds from 1 to ${MAXIMUM_LIFETIME_SECONDS}`,
    },
    {
      holds: ({ keyUsage }) => keyUsage.length > 0,
      problem: 'keyUsage sets no bit (RFC 5280 §4.2.1.3)',
    },
    {
      holds: ({ keyUsage, basicConstraints }) => basicConstraints.cA === keyUsage.includes('keyCertSign'),
      problem: 'keyCertSign is set for authorities, and for nobody else (RFC 5280 §4.2.1.9)',
    },
    {
      holds: ({ keyUsage, basicConstraints }) => basicConstraints.cA || !keyUsage.includes('cRLSign'),
      problem: 'cRLSign is set, but only authorities sign revocation lists here (stricter than RFC 5280 §4.2.1.3)',
    },
    {
      holds: ({ basicConstraints: constraints }) =>
        !constraints.cA ||
        constraints.pathLenConstraint === undefined ||
        (Number.isInteger(constraints.pathLenConstraint) && constraints.pathLenConstraint >= 0),
      problem: 'pathLenConstraint is not a whole number of zero or more (RFC 5280 §4.2.1.9)',
    },
    {
      holds: ({ subject, basicConstraints }) => (subject === 'authority') === basicConstraints.cA,
      problem: 'cA is asserted for authorities, and for nobody else (RFC 5280 §4.2.1.9)',
    },
    {
      holds: ({ extendedKeyUsage, basicConstraints }) => basicConstraints.cA === (extendedKeyUsage.length === 0),
      problem: 'extendedKeyUsage is given for end entities, and for them only (RFC 5280 §4.2.1.12)',
    },
    {
      holds: ({ subjectKeyIdentifier, basicConstraints }) => subjectKeyIdentifier || !basicConstraints.cA,
      problem: 'an authority has no subjectKeyIdentifier (RFC 5280 §4.2.1.2)',
    },
    {
      holds: ({ authorityKeyIdentifier, basicConstraints }) => authorityKeyIdentifier || basicConstraints.cA,
      problem: 'authorityKeyIdentifier is left out, which only self-signed certificates may (RFC 5280 §4.2.1.1)',
    },
  ];

/**
 * What a certificate may be: its names, lifetime and purposes. Nothing in a request changes that.
 *
 * basicConstraints and keyUsage are always critical (RFC 5280 §4.2.1.3, §4.2.1.9), the others never.
 */
export class CertificateProfile {
  readonly name: string;
  readonly subject: SubjectKind;
  readonly lifetimeSeconds: number;
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage: readonly ExtendedKeyUsage[];
  readonly basicConstraints: BasicConstraints;
  readonly subjectKeyIdentifier: boolean;
  readonly authorityKeyIdentifier: boolean;

  /** @throws {CertificateProfileInvalidError} with every rule that is broken */
  constructor(options: CertificateProfileOptions) {
    const problems = RULES.filter((rule) => !rule.holds(options)).map((rule) => rule.problem);
    if (problems.length > 0) throw new CertificateProfileInvalidError(options.name, problems);
    this.name = options.name;
    this.subject = options.subject;
    this.lifetimeSeconds = options.lifetimeSeconds;
    this.keyUsage = Object.freeze([...options.keyUsage]);
    this.extendedKeyUsage = Object.freeze([...options.extendedKeyUsage]);
    this.basicConstraints = Object.freeze({ ...options.basicConstraints });
    this.subjectKeyIdentifier = options.subjectKeyIdentifier;
    this.authorityKeyIdentifier = options.authorityKeyIdentifier;
  }

  /** Whether a certificate of this profile signs itself. */
  get selfSigned(): boolean {
    return !this.authorityKeyIdentifier;
  }
}
