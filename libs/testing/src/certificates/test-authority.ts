import { randomUUID } from 'node:crypto';
import { DAY_MS, type DeviceId, deviceId } from '#libs/kernel';
import {
  type Certificate,
  type CertificateProfile,
  CertificateSubject,
  deviceProfile,
  draftCertificate,
  type GeneratedKeyAlgorithm,
  generateKeyPair,
  Issuance,
  type IssuedCertificate,
  issueRootCertificate,
  issuingAuthorityProfile,
  LocalIssuer,
  type PrivateKey,
  randomSerialNumber,
  serverProfile,
  serviceProfile,
} from '#libs/pki';
import { JournalLedger } from './journal-ledger.js';

const YEAR_MS = 365 * DAY_MS;

/** A certificate of a test with everything one needs to use it. */
export interface TestCertificate {
  readonly certificate: IssuedCertificate;
  readonly privateKey: PrivateKey;
  /** PKCS #8, PEM. */
  readonly key: string;
  /** Certificate, issuing authority, root: PEM. */
  readonly cert: string;
}

/** How a test's certificate differs from the ordinary. */
export interface TestCertificateOptions {
  readonly keyAlgorithm?: GeneratedKeyAlgorithm;
  /** Past the rules of the profile if the test wants it so. */
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A throw-away authority: root, issuing authority and ledger, all in memory. */
export class TestAuthority {
  constructor(
    readonly root: Certificate,
    readonly issuer: LocalIssuer,
    readonly rootIssuer: LocalIssuer,
    readonly ledger: JournalLedger,
  ) {}

  get issuing(): Certificate {
    return this.issuer.certificate;
  }

  /** Issuing authority and root, PEM: what a peer trusts. */
  get ca(): string {
    return this.issuer.chain.map(({ pem }) => pem).join('');
  }

  deviceCertificate(options: TestCertificateOptions & { readonly deviceId?: DeviceId } = {}): Promise<TestCertificate> {
    const id = options.deviceId ?? deviceId(randomUUID());
    return this.certificate(deviceProfile, CertificateSubject.device(id), options);
  }

  /** @param options `hosts` is `localhost`, `127.0.0.1` and `::1` if left out */
  serverCertificate(
    options: TestCertificateOptions & { readonly hosts?: readonly string[] } = {},
  ): Promise<TestCertificate> {
    const hosts = options.hosts ?? ['localhost', '127.0.0.1', '::1'];
    return this.certificate(serverProfile, CertificateSubject.server(hosts), options);
  }

  serviceCertificate(
    name: string,
    options: TestCertificateOptions & { readonly hosts?: readonly string[] } = {},
  ): Promise<TestCertificate> {
    return this.certificate(serviceProfile, CertificateSubject.service(name, options.hosts), options);
  }

  /** Issues by any profile, for a new key pair. */
  async certificate(
    profile: CertificateProfile,
    subject: CertificateSubject,
    options: TestCertificateOptions = {},
  ): Promise<TestCertificate> {
    const { publicKey, privateKey } = await generateKeyPair(options.keyAlgorithm);
    const draft = draftCertificate(profile, { subject, publicKey }, this.issuer, new Date());
    const { notBefore = draft.notBefore, notAfter = draft.notAfter } = options;
    const reserved = await this.ledger.reserve(randomSerialNumber(), { ...draft, notBefore, notAfter });
    const certificate = await this.issuer.sign(reserved);
    await this.ledger.record(certificate);
    return {
      certificate,
      privateKey,
      key: privateKey.toPkcs8Pem(),
      cert: [certificate, ...this.issuer.chain].map(({ pem }) => pem).join(''),
    };
  }
}

/**
 * Makes a throw-away authority, a year old, so that it can issue certificates that are expired by now.
 *
 * @param options two authorities of the same name have different keys: one is the other's impostor
 */
export async function aTestAuthority(
  options: {
    readonly name?: string;
    readonly keyAlgorithm?: GeneratedKeyAlgorithm;
    readonly ledger?: JournalLedger;
  } = {},
): Promise<TestAuthority> {
  const { name = 'Test', keyAlgorithm = 'ec-p256', ledger = new JournalLedger() } = options;
  const created = new Date(Date.now() - YEAR_MS);
  const clock = { now: () => created };
  const [rootKeys, issuingKeys] = [await generateKeyPair(keyAlgorithm), await generateKeyPair(keyAlgorithm)];
  const root = await issueRootCertificate(`${name} Root`, rootKeys.privateKey, ledger, clock);
  const rootIssuer = new LocalIssuer([root], rootKeys.privateKey);
  const issuing = await new Issuance(rootIssuer, ledger, clock).issue(issuingAuthorityProfile, {
    subject: CertificateSubject.authority(`${name} Issuing`),
    publicKey: issuingKeys.publicKey,
  });
  return new TestAuthority(root, new LocalIssuer([issuing, root], issuingKeys.privateKey), rootIssuer, ledger);
}
