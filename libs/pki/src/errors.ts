import { DomainError } from '#libs/kernel';

/** A text is no serial number a conforming authority could have issued. */
export class SerialNumberInvalidError extends DomainError<{ length: number }> {
  readonly code = 'pki.serial-number-invalid';
  readonly kind = 'invalid';

  constructor(length: number) {
    super(
      `A certificate serial number is 1 to 40 hexadecimal digits and greater than zero; a text of ${length} characters is not one. Copy it from the certificate's page.`,
      { length },
    );
  }
}

/** A certificate profile contradicts RFC 5280 or itself. */
export class CertificateProfileInvalidError extends DomainError<{ profile: string; problems: readonly string[] }> {
  readonly code = 'pki.profile-invalid';
  readonly kind = 'invalid';

  constructor(profile: string, problems: readonly string[]) {
    super(`Certificate profile "${profile}" cannot be used: ${problems.join('; ')}.`, { profile, problems });
  }
}

/** A name cannot stand in a certificate, or not in one of this profile. */
export class SubjectNotAllowedError extends DomainError<{ subject: string; reason: string }> {
  readonly code = 'pki.subject-not-allowed';
  readonly kind = 'invalid';

  constructor(subject: string, reason: string) {
    super(`No certificate is issued for "${subject}": ${reason}.`, { subject, reason });
  }
}

/** A public key is of a kind or size we do not certify. */
export class PublicKeyNotAllowedError extends DomainError<{ key: string; allowed: string }> {
  readonly code = 'pki.public-key-not-allowed';
  readonly kind = 'invalid';

  constructor(key: string, allowed: string, options?: ErrorOptions) {
    super(`No certificate is issued for a key of kind "${key}"; allowed: ${allowed}.`, { key, allowed }, options);
  }
}

/** The requested lifetime is longer than the certificate profile allows. */
export class ValidityTooLongError extends DomainError<{
  profile: string;
  requestedSeconds: number;
  maximumSeconds: number;
}> {
  readonly code = 'pki.validity-too-long';
  readonly kind = 'invalid';

  constructor(profile: string, requestedSeconds: number, maximumSeconds: number) {
    super(`Profile "${profile}" issues for 1 to ${maximumSeconds} s, but ${requestedSeconds} s were asked for.`, {
      profile,
      requestedSeconds,
      maximumSeconds,
    });
  }
}

/** The issuer's own certificate is not valid at this moment, so nothing it signed would be. */
export class IssuerNotValidError extends DomainError<{ notBefore: string; notAfter: string; at: string }> {
  readonly code = 'pki.issuer-not-valid';
  readonly kind = 'unavailable';

  constructor(notBefore: Date, notAfter: Date, at: Date) {
    super(
      `The issuing authority is valid from ${notBefore.toISOString()} to ${notAfter.toISOString()}, but it is ${at.toISOString()}. Check the machine's clock; an expired authority must be replaced by the operator.`,
      { notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString(), at: at.toISOString() },
    );
  }
}

/** The issuer may not sign certificates of another authority (RFC 5280 §4.2.1.9, pathLenConstraint). */
export class PathLengthExceededError extends DomainError<{ profile: string; pathLenConstraint: number }> {
  readonly code = 'pki.path-length-exceeded';
  readonly kind = 'invalid';

  constructor(profile: string, pathLenConstraint: number) {
    super(
      `Profile "${profile}" makes an authority, but its issuer allows ${pathLenConstraint} authorities below itself. Issue it from the root.`,
      { profile, pathLenConstraint },
    );
  }
}

/** A certification request (CSR) cannot be read. */
export class CertificationRequestUnreadableError extends DomainError<{ reason: string }> {
  readonly code = 'pki.request-unreadable';
  readonly kind = 'invalid';

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `The certification request cannot be read: ${reason}. Send one PKCS #10 request, PEM or DER, as "openssl req -new" writes it.`,
      { reason },
      options,
    );
  }
}

/** A certification request is not signed by the key it carries. */
export class ProofOfPossessionError extends DomainError<{ reason: string }> {
  readonly code = 'pki.proof-of-possession';
  readonly kind = 'invalid';

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `The certification request does not prove that its sender holds the key: ${reason}. Sign it with the private key that belongs to its public key.`,
      { reason },
      options,
    );
  }
}

/** A certificate cannot be read. */
export class CertificateUnreadableError extends DomainError<{ reason: string }> {
  readonly code = 'pki.certificate-unreadable';
  readonly kind = 'invalid';

  constructor(reason: string, options?: ErrorOptions) {
    super(`The certificate cannot be read: ${reason}.`, { reason }, options);
  }
}

/** A private key cannot be read, or its passphrase is wrong. */
export class PrivateKeyUnreadableError extends DomainError<{ encrypted: boolean }> {
  readonly code = 'pki.private-key-unreadable';
  readonly kind = 'invalid';

  constructor(encrypted: boolean, options?: ErrorOptions) {
    super(
      encrypted
        ? 'The encrypted private key cannot be opened: its passphrase is wrong or the file is damaged.'
        : 'The private key cannot be read: PKCS #8 PEM is expected, and a passphrase if it is encrypted.',
      { encrypted },
      options,
    );
  }
}

/** A password is too short to protect a key that leaves the platform. */
export class PasswordTooShortError extends DomainError<{ length: number; minimum: number }> {
  readonly code = 'pki.password-too-short';
  readonly kind = 'invalid';

  constructor(length: number, minimum: number) {
    super(`The password of a .p12 file has at least ${minimum} characters, but ${length} were given.`, {
      length,
      minimum,
    });
  }
}

/** A revocation list's dates or number make no sense. */
export class RevocationListInvalidError extends DomainError<{ reason: string }> {
  readonly code = 'pki.revocation-list-invalid';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(`The revocation list cannot be issued: ${reason}.`, { reason });
  }
}
