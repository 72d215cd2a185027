import type { KeyObject } from 'node:crypto';
import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Certificate } from './certificate.js';
import type { CertificateProfile } from './certificate-profile.js';
import type { CertificateSubject } from './certificate-subject.js';
import {
  IssuerNotValidError,
  PathLengthExceededError,
  SubjectNotAllowedError,
  ValidityTooLongError,
} from './errors.js';
import { type CertifiableKey, certifiableKey } from './key-algorithm.js';

/**
 * How far notBefore lies before the moment of issuing: devices without a battery-backed clock set it late or from a
 * server a little behind, and would refuse a certificate "of the future".
 */
export const BACKDATE_SECONDS = 5 * 60;

/** What a draft needs to know of the authority that will sign it. */
export interface IssuingConditions {
  readonly certificate: Certificate;
  /** How many authorities may stand below it (RFC 5280 §4.2.1.9); `undefined` for no limit. */
  readonly pathLenConstraint: number | undefined;
}

/** What a caller may ask for; everything else is the profile's. */
export interface CertificateOrder {
  readonly subject: CertificateSubject;
  /** From a proven request, or of a pair we made. */
  readonly publicKey: KeyObject;
  /** From now on; the profile's lifetime if left out. */
  readonly lifetimeSeconds?: number;
  /** Who asked: kept with the serial number, not in the certificate. */
  readonly requestedBy?: PersonId;
  /** Whose the subject was when the order was checked; absent: it does not matter. */
  readonly owner?: OrganizationId;
}

/** A certificate in every respect but serial number and signature; all rules are checked. */
export interface CertificateDraft {
  readonly profile: CertificateProfile;
  readonly subject: CertificateSubject;
  readonly publicKey: KeyObject;
  readonly key: CertifiableKey;
  /** Whole seconds. */
  readonly notBefore: Date;
  /** Whole seconds, inclusive. */
  readonly notAfter: Date;
  /** `undefined` if it signs itself. */
  readonly issuer: Certificate | undefined;
  readonly requestedBy: PersonId | undefined;
  readonly owner: OrganizationId | undefined;
  /** When it was drawn up. */
  readonly at: Date;
}

/**
 * Draws up a certificate and checks it against its profile and its issuer.
 *
 * It is valid from five minutes ago until the lifetime asked for is over, but not before its issuer begins and not after
 * it ends: a leaf never outlives its issuer.
 *
 * @param issuer `undefined` for a self-signed profile
 * @throws {SubjectNotAllowedError} the subject is of another kind than the profile is for
 * @throws {PublicKeyNotAllowedError} the key is weak or of a kind we do not certify
 * @throws {ValidityTooLongError} more seconds than the profile allows, or none
 * @throws {IssuerNotValidError} the issuer is expired or not yet valid
 * @throws {PathLengthExceededError} the profile is an authority's and the issuer may have none below it
 */
export function draftCertificate(
  profile: CertificateProfile,
  order: CertificateOrder,
  issuer: IssuingConditions | undefined,
  now: Date,
): CertificateDraft {
  if (profile.selfSigned !== (issuer === undefined)) {
    throw new TypeError(`Profile "${profile.name}" is ${profile.selfSigned ? '' : 'not '}self-signed.`);
  }
  if (order.subject.kind !== profile.subject) {
    throw new SubjectNotAllowedError(
      order.subject.commonName,
      `it is the name of a ${order.subject.kind}, and profile "${profile.name}" is for a ${profile.subject}`,
    );
  }
  const key = certifiableKey(order.publicKey);
  if (issuer) refuseUnderIssuer(profile, issuer, now);
  return {
    profile,
    subject: order.subject,
    publicKey: order.publicKey,
    key,
    ...validity(profile, order.lifetimeSeconds ?? profile.lifetimeSeconds, issuer, now),
    issuer: issuer?.certificate,
    requestedBy: order.requestedBy,
    owner: order.owner,
    at: now,
  };
}

function refuseUnderIssuer(
  profile: CertificateProfile,
  { certificate, pathLenConstraint }: IssuingConditions,
  now: Date,
): void {
  if (!certificate.isValidAt(now)) throw new IssuerNotValidError(certificate.notBefore, certificate.notAfter, now);
  // RFC 5280 §4.2.1.9: the constraint counts authorities below the issuer, the new one included.
  if (profile.basicConstraints.cA && pathLenConstraint === 0) {
    throw new PathLengthExceededError(profile.name, pathLenConstraint);
  }
}

function validity(
  profile: CertificateProfile,
  lifetimeSeconds: number,
  issuer: IssuingConditions | undefined,
  now: Date,
): { notBefore: Date; notAfter: Date } {
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > profile.lifetimeSeconds) {
    throw new ValidityTooLongError(profile.name, lifetimeSeconds, profile.lifetimeSeconds);
  }
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const beginSeconds = nowSeconds - BACKDATE_SECONDS;
  // The last second counts as valid (RFC 5280 §4.1.2.5), hence one less.
  const endSeconds = nowSeconds + lifetimeSeconds - 1;
  const earliest = issuer ? issuer.certificate.notBefore.getTime() / 1000 : beginSeconds;
  const latest = issuer ? issuer.certificate.notAfter.getTime() / 1000 : endSeconds;
  return {
    notBefore: new Date(Math.max(beginSeconds, earliest) * 1000),
    notAfter: new Date(Math.min(endSeconds, latest) * 1000),
  };
}
