import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '#libs/kernel';
import {
  Certificate,
  type CertificateLedger,
  CertificateSubject,
  generateKeyPair,
  Issuance,
  issueRootCertificate,
  issuingAuthorityProfile,
  LocalIssuer,
  type PrivateKey,
  parsePrivateKey,
} from '#libs/pki';
import { AuthorityLedger } from './authority-ledger.js';
import {
  AuthorityDamagedError,
  AuthorityIncompleteError,
  AuthorityKeyLockedError,
  AuthorityMismatchError,
} from './errors.js';
import { makePassphrase, readPassphrase } from './passphrase.js';
import { exists, makeSecretDirectory, readPublic, readSecret, SECRET_MODE, writeOnce } from './secret-files.js';

const CERTIFICATE_MODE = 0o644;

/** Where the authorities are. */
export interface AuthorityLocation {
  /** Holds `root.crt`, `root.key`, `issuing.crt`, `issuing.key` and `ledger.jsonl`. */
  readonly directory: string;
  /** Holds the passphrase of both keys; a last line break is not part of it. */
  readonly passphraseFile: string;
}

/** The public half of the authorities. */
export interface AuthorityCertificates {
  readonly root: Certificate;
  readonly issuing: Certificate;
  /** Whether this call made them, or finished making them. */
  readonly created: boolean;
}

/**
 * Makes root and issuing authority unless they are there.
 *
 * Each file is written whole and never replaced, key before certificate, so that a call after a crash goes on where the
 * last one stopped, and of several processes at once all end with the same authorities. The root's key is opened by this
 * function only, and only while something is missing: afterwards `root.key` may be moved to a safe place.
 *
 * @throws {PassphraseMissingError} keys are there, their passphrase is not
 * @throws {PassphraseTooShortError} fewer than 15 characters
 * @throws {SecretFileExposedError} group or others may read a key or the passphrase
 * @throws {AuthorityKeyLockedError} the passphrase is another one
 * @throws {AuthorityIncompleteError} a certificate is there without its key, and the key is needed
 * @throws {AuthorityMismatchError} the files do not belong together
 * @throws {AuthorityDamagedError} a certificate's file holds no certificate
 */
export async function ensureAuthorities(
  location: AuthorityLocation & { readonly clock: Clock },
): Promise<AuthorityCertificates> {
  const { directory, passphraseFile, clock } = location;
  await makeSecretDirectory(directory);
  const present = await readIfComplete(directory);
  if (present) return { ...present, created: false };
  const keys = [authorityFile(directory, 'root', 'key'), authorityFile(directory, 'issuing', 'key')];
  if (!(await Promise.all(keys.map(exists))).includes(true)) await makePassphrase(passphraseFile);
  const maker = new AuthorityMaker(location, await readPassphrase(passphraseFile), clock);
  const root = await maker.root();
  const issuing = await maker.issuing(root);
  return { root: root.certificate, issuing: issuing.certificate, created: true };
}

/**
 * Opens the issuing authority. Its key stays in memory for as long as the issuer does; the root's key is not touched.
 *
 * @throws {AuthorityIncompleteError} there is none: `ensureAuthorities` has not run
 * @throws the refusals of `ensureAuthorities`
 */
export async function loadIssuingAuthority({ directory, passphraseFile }: AuthorityLocation): Promise<LocalIssuer> {
  const present = await readIfComplete(directory);
  if (!present) {
    throw new AuthorityIncompleteError(
      authorityFile(directory, 'issuing', 'key'),
      'The authorities are made when the platform starts for the first time: start it, or check DATA_DIR.',
    );
  }
  const key = await openKey(directory, 'issuing', passphraseFile, await readPassphrase(passphraseFile));
  requireOwnKey(directory, 'issuing', present.issuing, key);
  return new LocalIssuer([present.issuing, present.root], key);
}

/** The certificates, if nothing is missing but perhaps the root's key. */
async function readIfComplete(directory: string): Promise<{ root: Certificate; issuing: Certificate } | undefined> {
  const root = await readCertificate(directory, 'root');
  const issuing = await readCertificate(directory, 'issuing');
  const key = await readSecret(authorityFile(directory, 'issuing', 'key'));
  if (issuing && key === undefined) throw keyLost(directory, 'issuing');
  if (!root || !issuing) return undefined;
  if (!issuing.isIssuedBy(root)) {
    throw new AuthorityMismatchError(
      authorityFile(directory, 'issuing', 'crt'),
      authorityFile(directory, 'root', 'crt'),
    );
  }
  return { root, issuing };
}

/** Makes what is missing, one file after the other. */
class AuthorityMaker {
  readonly #location: AuthorityLocation;
  readonly #passphrase: string;
  readonly #clock: Clock;
  readonly #ledger: CertificateLedger;
  /** Tells the authorities of one installation from those of another. */
  readonly #suffix = randomBytes(4).toString('hex');

  constructor(location: AuthorityLocation, passphrase: string, clock: Clock) {
    this.#location = location;
    this.#passphrase = passphrase;
    this.#clock = clock;
    this.#ledger = new AuthorityLedger(join(location.directory, 'ledger.jsonl'));
  }

  async root(): Promise<LocalIssuer> {
    const key = await this.#ensureKey('root');
    const certificate = await this.#ensureCertificate('root', key, () =>
      issueRootCertificate(`Fieldgate Root ${this.#suffix}`, key, this.#ledger, this.#clock),
    );
    return new LocalIssuer([certificate], key);
  }

  async issuing(root: LocalIssuer): Promise<LocalIssuer> {
    const key = await this.#ensureKey('issuing');
    const certificate = await this.#ensureCertificate('issuing', key, () =>
      new Issuance(root, this.#ledger, this.#clock).issue(issuingAuthorityProfile, {
        subject: CertificateSubject.authority(`Fieldgate Issuing ${this.#suffix}`),
        publicKey: key.publicKey,
      }),
    );
    return new LocalIssuer([certificate, root.certificate], key);
  }

  async #ensureKey(name: AuthorityName): Promise<PrivateKey> {
    const { directory, passphraseFile } = this.#location;
    const path = authorityFile(directory, name, 'key');
    if (!(await exists(path))) {
      if (await exists(authorityFile(directory, name, 'crt'))) throw keyLost(directory, name);
      const { privateKey } = await generateKeyPair();
      await writeOnce(path, await privateKey.toEncryptedPkcs8Pem(this.#passphrase), SECRET_MODE);
    }
    // Read back even if just written: another process may have been first, and what cannot be opened must not be used.
    return openKey(directory, name, passphraseFile, this.#passphrase);
  }

  async #ensureCertificate(
    name: AuthorityName,
    key: PrivateKey,
    issue: () => Promise<Certificate>,
  ): Promise<Certificate> {
    const { directory } = this.#location;
    const path = authorityFile(directory, name, 'crt');
    if (!(await exists(path))) await writeOnce(path, (await issue()).pem, CERTIFICATE_MODE);
    const certificate = await readCertificate(directory, name);
    if (!certificate) throw new AuthorityIncompleteError(path, 'Something removes files from this directory.');
    requireOwnKey(directory, name, certificate, key);
    return certificate;
  }
}

type AuthorityName = 'root' | 'issuing';

const authorityFile = (directory: string, name: AuthorityName, extension: 'crt' | 'key') =>
  join(directory, `${name}.${extension}`);

async function readCertificate(directory: string, name: AuthorityName): Promise<Certificate | undefined> {
  const path = authorityFile(directory, name, 'crt');
  const pem = await readPublic(path);
  if (pem === undefined) return undefined;
  try {
    return Certificate.parse(pem);
  } catch (cause) {
    throw new AuthorityDamagedError(path, { cause });
  }
}

async function openKey(
  directory: string,
  name: AuthorityName,
  passphraseFile: string,
  passphrase: string,
): Promise<PrivateKey> {
  const path = authorityFile(directory, name, 'key');
  const pem = await readSecret(path);
  if (pem === undefined) throw keyLost(directory, name);
  try {
    return parsePrivateKey(pem, passphrase);
  } catch (cause) {
    throw new AuthorityKeyLockedError(path, passphraseFile, { cause });
  }
}

function requireOwnKey(directory: string, name: AuthorityName, certificate: Certificate, key: PrivateKey): void {
  if (certificate.belongsTo(key)) return;
  throw new AuthorityMismatchError(authorityFile(directory, name, 'key'), authorityFile(directory, name, 'crt'));
}

function keyLost(directory: string, name: AuthorityName): AuthorityIncompleteError {
  const certificate = authorityFile(directory, name, 'crt');
  return new AuthorityIncompleteError(
    authorityFile(directory, name, 'key'),
    `Its certificate ${certificate} is there, so it existed: restore it from a backup. Moving the certificate away makes a new authority, which devices of the old one do not know.`,
  );
}
