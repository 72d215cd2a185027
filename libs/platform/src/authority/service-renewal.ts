import type { Certificate, CertificateProfile, CertificateSubject, GeneratedKeyAlgorithm, PrivateKey } from '#libs/pki';

/** What a process holds and what it should hold. */
export interface ServiceCertificateState {
  readonly certificate: Certificate;
  readonly privateKey: PrivateKey;
  readonly issuer: Certificate;
  readonly profile: CertificateProfile;
  readonly subject: CertificateSubject;
  /** Kind of key it should have. */
  readonly keyAlgorithm: GeneratedKeyAlgorithm;
  readonly now: Date;
}

/** Why a certificate of the platform's own processes is replaced. */
export type RenewalReason =
  | 'absent'
  | 'unreadable'
  | 'other-key'
  | 'other-issuer'
  | 'other-purpose'
  | 'other-names'
  | 'not-yet-valid'
  | 'expiring';

/** Renewed when less than this part of its life is left. */
const REMAINING_PART = 1 / 3;

/** In the order in which the reasons are looked for. */
const RULES: readonly {
  readonly reason: RenewalReason;
  readonly applies: (state: ServiceCertificateState) => boolean;
}[] = [
  { reason: 'other-key', applies: ({ certificate, privateKey }) => !certificate.belongsTo(privateKey) },
  { reason: 'other-key', applies: ({ certificate, keyAlgorithm }) => certificate.keyAlgorithm !== keyAlgorithm },
  { reason: 'other-issuer', applies: ({ certificate, issuer }) => !certificate.isIssuedBy(issuer) },
  {
    reason: 'other-purpose',
    applies: ({ certificate, profile }) => !sameSet(certificate.extendedKeyUsage, profile.extendedKeyUsage),
  },
  { reason: 'other-names', applies: ({ certificate, subject }) => !sameNames(certificate, subject) },
  { reason: 'not-yet-valid', applies: ({ certificate, now }) => now < certificate.notBefore },
  {
    reason: 'expiring',
    applies: ({ certificate, now }) => remainingMs(certificate, now) < lifeMs(certificate) * REMAINING_PART,
  },
];

/** Says why the certificate must be replaced, the first reason that applies; `undefined` if it may stay. */
export function reasonToRenew(state: ServiceCertificateState): RenewalReason | undefined {
  return RULES.find(({ applies }) => applies(state))?.reason;
}

function sameNames(certificate: Certificate, subject: CertificateSubject): boolean {
  const text = ({ type, value }: { type: string; value: string }) => `${type}:${value}`;
  return (
    certificate.subjectCommonName === subject.commonName &&
    sameSet(certificate.subjectAltNames().map(text), subject.subjectAltNames.map(text))
  );
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}

const remainingMs = (certificate: Certificate, now: Date) => certificate.notAfter.getTime() - now.getTime();
const lifeMs = (certificate: Certificate) => certificate.notAfter.getTime() - certificate.notBefore.getTime();
