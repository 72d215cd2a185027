import { DomainError } from '#libs/kernel';

/** A file that holds a secret can be read by others on the machine. */
export class SecretFileExposedError extends DomainError<{ path: string; mode: string }> {
  readonly code = 'authority.secret-file-exposed';
  readonly kind = 'unavailable';

  constructor(path: string, mode: number) {
    const octal = (mode & 0o777).toString(8).padStart(3, '0');
    super(
      `${path} has mode ${octal}, so that others on this machine may read it. Run "chmod 600 ${path}" and replace the secret if others did.`,
      { path, mode: octal },
    );
  }
}

/** The passphrase of the authority keys is missing although the keys are there. */
export class PassphraseMissingError extends DomainError<{ path: string }> {
  readonly code = 'authority.passphrase-missing';
  readonly kind = 'unavailable';

  constructor(path: string) {
    super(
      `The authority keys are there, but their passphrase file ${path} is not. Restore it from a backup, or set CA_PASSPHRASE_FILE to where it is; a new passphrase cannot open them.`,
      { path },
    );
  }
}

/** The passphrase is too short to protect the authority keys. */
export class PassphraseTooShortError extends DomainError<{ path: string; length: number; minimum: number }> {
  readonly code = 'authority.passphrase-too-short';
  readonly kind = 'invalid';

  constructor(path: string, length: number, minimum: number) {
    super(
      `The passphrase in ${path} has ${length} characters; the authority keys are protected by at least ${minimum}. Write a longer one, or remove the file before the first start and a random one is made.`,
      { path, length, minimum },
    );
  }
}

/** An authority's key cannot be opened. */
export class AuthorityKeyLockedError extends DomainError<{ path: string; passphraseFile: string }> {
  readonly code = 'authority.key-locked';
  readonly kind = 'unavailable';

  constructor(path: string, passphraseFile: string, options?: ErrorOptions) {
    super(
      `${path} cannot be opened with the passphrase in ${passphraseFile}: another passphrase, or a damaged file. Restore both from the same backup.`,
      { path, passphraseFile },
      options,
    );
  }
}

/** Files of an authority are missing that cannot be made anew. */
export class AuthorityIncompleteError extends DomainError<{ path: string }> {
  readonly code = 'authority.incomplete';
  readonly kind = 'unavailable';

  constructor(path: string, next: string) {
    super(`${path} is missing. ${next}`, { path });
  }
}

/** Files of an authority do not belong together. */
export class AuthorityMismatchError extends DomainError<{ path: string; other: string }> {
  readonly code = 'authority.mismatch';
  readonly kind = 'unavailable';

  constructor(path: string, other: string) {
    super(`${path} does not belong to ${other}. Restore the whole directory from one backup.`, { path, other });
  }
}

/** A file of an authority or of a service holds something else than it should. */
export class AuthorityDamagedError extends DomainError<{ path: string }> {
  readonly code = 'authority.damaged';
  readonly kind = 'unavailable';

  constructor(path: string, options?: ErrorOptions) {
    super(`${path} is damaged: it does not hold what was written there. Restore it from a backup.`, { path }, options);
  }
}
