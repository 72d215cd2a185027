import { dirname, join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Clock } from '#libs/kernel';
import {
  Certificate,
  type CertificateIssuer,
  type CertificateLedger,
  type CertificateProfile,
  CertificateSubject,
  CertificateUnreadableError,
  type GeneratedKeyAlgorithm,
  generateKeyPair,
  Issuance,
  type PrivateKey,
  PrivateKeyUnreadableError,
  parsePrivateKey,
} from '#libs/pki';
import { AuthorityDamagedError, AuthorityIncompleteError } from './errors.js';
import { makeSecretDirectory, readSecret, replace, SECRET_MODE } from './secret-files.js';
import { type RenewalReason, reasonToRenew, type ServiceCertificateState } from './service-renewal.js';

/** Which certificate a process of the platform needs. */
export interface ServiceCertificateOptions {
  /** Holds one directory a service. */
  readonly directory: string;
  /** Name of the service; lower-case letters, digits and hyphens. */
  readonly name: string;
  /** `serverProfile` or `serviceProfile`. */
  readonly profile: CertificateProfile;
  /** Kind of its key; EC P-256 if left out. */
  readonly keyAlgorithm?: GeneratedKeyAlgorithm;
  /** DNS names and IP addresses the process listens on; empty for a mere client. */
  readonly hosts: readonly string[];
  /** Certificate of the issuing authority, then the root's. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** Opens the issuing authority; asked only when a certificate is made, as opening its key takes a quarter of a second. */
  readonly openIssuer: () => Promise<CertificateIssuer>;
  readonly ledger: CertificateLedger;
  readonly clock: Clock;
}

/** What a process needs for TLS: the options `key`, `cert` and `ca` of node:tls. */
export interface ServiceCertificate {
  /** PKCS #8, PEM. */
  readonly key: string;
  /** Certificate, then issuing authority, PEM. */
  readonly cert: string;
  /** Issuing authority and root, PEM: peers that send their certificate alone are verified too. */
  readonly ca: string;
  readonly certificate: Certificate;
  /** Why it was issued just now; `undefined` if it was there. */
  readonly renewed: RenewalReason | undefined;
  /** Where `key`, `cert` and `ca` lie, for programs that take paths. */
  readonly files: { readonly key: string; readonly cert: string; readonly ca: string };
}

/**
 * Gives a process of the platform its certificate: the one in `<directory>/<name>/{key,cert,ca}.pem` if it may stay, else a new one
 * with a new key (`RenewalReason` lists why), recorded in the ledger. For one process a name; the three files have mode 0600.
 *
 * The answer is whole even when files cannot be replaced together: a crash between them is mended by the next call.
 *
 * @throws {SubjectNotAllowedError} the name or a host cannot stand in a certificate
 * @throws {SecretFileExposedError} group or others may read the key
 * @throws what `Issuance.issue` throws
 */
export async function ensureServiceCertificate(options: ServiceCertificateOptions): Promise<ServiceCertificate> {
  const { name, profile, hosts, chain, clock, keyAlgorithm = 'ec-p256' } = options;
  const subject =
    profile.subject === 'server' ? CertificateSubject.server(hosts) : CertificateSubject.service(name, hosts);
  const files = serviceFiles(options.directory, name);
  const found = await readFiles(files);
  const ca = pemOf(chain);
  const reason =
    typeof found === 'string'
      ? found
      : whyRenewed(found, ca, { profile, subject, keyAlgorithm, issuer: chain[0], now: clock.now() });
  if (typeof found !== 'string' && reason === undefined) return { ...found, files, renewed: undefined };
  const { publicKey, privateKey } = await generateKeyPair(keyAlgorithm);
  const issuance = new Issuance(await options.openIssuer(), options.ledger, clock);
  const certificate = await issuance.issue(profile, { subject, publicKey });
  const [issuing, ...above] = chain;
  const made = {
    key: privateKey.toPkcs8Pem(),
    cert: pemOf([certificate, ...(above.length > 0 ? [issuing] : [])]),
    ca,
  };
  await makeSecretDirectory(dirname(files.key));
  await replace(files.key, made.key, SECRET_MODE);
  await replace(files.cert, made.cert, SECRET_MODE);
  await replace(files.ca, made.ca, SECRET_MODE);
  return { ...made, certificate, files, renewed: reason };
}

/**
 * Reads the certificate that another process of the platform has ensured, for processes that hold no authority.
 *
 * @throws {AuthorityIncompleteError} there is none
 * @throws {AuthorityDamagedError} key or certificate cannot be read
 * @throws {SecretFileExposedError} group or others may read the key
 */
export async function readServiceCertificate(directory: string, name: string): Promise<ServiceCertificate> {
  const files = serviceFiles(directory, name);
  const found = await readFiles(files);
  if (found === 'unreadable') throw new AuthorityDamagedError((await holdsKey(files.key)) ? files.cert : files.key);
  if (found === 'absent') {
    throw new AuthorityIncompleteError(
      files.cert,
      `The certificate of "${name}" is made when the platform starts: start it, or check DATA_DIR.`,
    );
  }
  try {
    createSecureContext({ key: found.key, cert: found.cert, ca: found.ca });
  } catch (cause) {
    throw new AuthorityDamagedError(files.ca, { cause });
  }
  return { ...found, files, renewed: undefined };
}

function serviceFiles(directory: string, name: string): ServiceCertificate['files'] {
  const folder = join(directory, CertificateSubject.service(name).commonName); // refuses what is no name, "../" included
  return { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem'), ca: join(folder, 'ca.pem') };
}

interface Found {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
  readonly certificate: Certificate;
  readonly privateKey: PrivateKey;
}

/** What lies there, if all three files do and hold what they should. */
async function readFiles(files: ServiceCertificate['files']): Promise<Found | 'absent' | 'unreadable'> {
  const [key, cert, ca] = await Promise.all([readSecret(files.key), readSecret(files.cert), readSecret(files.ca)]);
  if (key === undefined || cert === undefined || ca === undefined) return 'absent';
  try {
    return { key, cert, ca, certificate: Certificate.parse(firstBlock(cert)), privateKey: parsePrivateKey(key) };
  } catch (cause) {
    if (cause instanceof CertificateUnreadableError || cause instanceof PrivateKeyUnreadableError) return 'unreadable';
    throw cause;
  }
}

async function holdsKey(path: string): Promise<boolean> {
  try {
    parsePrivateKey((await readSecret(path)) ?? '');
    return true;
  } catch (cause) {
    if (cause instanceof PrivateKeyUnreadableError) return false;
    throw cause;
  }
}

function whyRenewed(
  { certificate, privateKey, ca }: Found,
  wantedCa: string,
  wanted: Pick<ServiceCertificateState, 'profile' | 'subject' | 'keyAlgorithm' | 'issuer' | 'now'>,
): RenewalReason | undefined {
  if (ca !== wantedCa) return 'other-issuer';
  return reasonToRenew({ ...wanted, certificate, privateKey });
}

const firstBlock = (pem: string) =>
  pem.slice(0, pem.indexOf('-----END CERTIFICATE-----') + '-----END CERTIFICATE-----'.length);

const pemOf = (certificates: readonly Certificate[]) => certificates.map(({ pem }) => pem).join('');
