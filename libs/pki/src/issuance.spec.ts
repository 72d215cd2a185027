import { generateKeyPairSync } from 'node:crypto';
import { deviceId, personId } from '#libs/kernel';
import { aTestAuthority, JournalLedger, type TestAuthority } from '#libs/testing';
import type { Certificate } from './certificate.js';
import { CertificateIssuer } from './certificate-issuer.js';
import type { ReservedSerialNumber } from './certificate-ledger.js';
import { CertificateSubject } from './certificate-subject.js';
import { Issuance } from './issuance.js';
import type { IssuedCertificate } from './issued-certificate.js';
import type { LocalIssuer } from './local-issuer.js';
import { deviceProfile } from './profiles.js';
import { parseSerialNumber } from './serial-number.js';

const id = deviceId('2c6f1a52-7b1d-4a3e-9f00-0123456789ab');
const order = {
  subject: CertificateSubject.device(id),
  publicKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey,
};
const one = parseSerialNumber('01');
let authority: TestAuthority;

beforeAll(async () => {
  authority = await aTestAuthority();
});

/** Signs by a real issuer and writes down when. */
class JournalIssuer extends CertificateIssuer {
  readonly certificate: Certificate;
  readonly chain: readonly Certificate[];
  readonly pathLenConstraint: number | undefined;

  constructor(
    private readonly issuer: LocalIssuer,
    private readonly journal: string[],
    private readonly failure?: Error,
  ) {
    super();
    this.certificate = issuer.certificate;
    this.chain = issuer.chain;
    this.pathLenConstraint = issuer.pathLenConstraint;
  }

  async sign(reserved: ReservedSerialNumber): Promise<IssuedCertificate> {
    if (this.failure) throw this.failure;
    this.journal.push(`sign ${reserved.serialNumber}`);
    return this.issuer.sign(reserved);
  }

  signRevocationList(): never {
    throw new Error('not part of this test');
  }
}

function issuanceWith(
  options: { issuerFails?: boolean; ledger?: (journal: string[]) => JournalLedger; now?: Date } = {},
) {
  const journal: string[] = [];
  const ledger = options.ledger?.(journal) ?? new JournalLedger(journal);
  const issuer = new JournalIssuer(
    authority.issuer,
    journal,
    options.issuerFails ? new Error('HSM offline') : undefined,
  );
  const clock = { now: () => options.now ?? new Date() };
  return { issuance: new Issuance(issuer, ledger, clock, () => one), journal, ledger };
}

describe('Issuance', () => {
  it('makes the serial number durable before anything is signed', async () => {
    const { issuance, journal } = issuanceWith();
    const certificate = await issuance.issue(deviceProfile, order);
    expect(journal).toEqual(['reserve 01', 'sign 01', 'record 01']);
    expect(certificate.serialNumber).toBe('01');
  });

  it('reserves for whom and by whom, so that a serial number without certificate can be explained', async () => {
    const { issuance, ledger } = issuanceWith();
    const requestedBy = personId('7c9e6679-7425-40de-944b-e07fc1f90ae7');
    await issuance.issue(deviceProfile, { ...order, requestedBy });
    expect(ledger.reservations).toEqual([
      expect.objectContaining({
        serialNumber: '01',
        profile: 'device',
        subject: order.subject,
        issuerFingerprintSha256: authority.issuing.fingerprintSha256,
        requestedBy,
      }),
    ]);
  });

  it('keeps the reserved serial number when the issuer fails, so that it can still be revoked', async () => {
    const { issuance, journal } = issuanceWith({ issuerFails: true });
    await expect(issuance.issue(deviceProfile, order)).rejects.toThrow('HSM offline');
    expect(journal).toEqual(['reserve 01']);
  });

  it('signs nothing when the serial number cannot be reserved', async () => {
    class ClosedLedger extends JournalLedger {
      protected override storeReservation(): Promise<void> {
        return Promise.reject(new Error('database away'));
      }
    }
    const { issuance, journal } = issuanceWith({ ledger: (shared) => new ClosedLedger(shared) });
    await expect(issuance.issue(deviceProfile, order)).rejects.toThrow('database away');
    expect(journal).toEqual([]);
  });

  it('hands nothing out when the certificate cannot be recorded', async () => {
    class ForgetfulLedger extends JournalLedger {
      override record(): Promise<void> {
        return Promise.reject(new Error('database away'));
      }
    }
    const { issuance, journal } = issuanceWith({ ledger: (shared) => new ForgetfulLedger(shared) });
    await expect(issuance.issue(deviceProfile, order)).rejects.toThrow('database away');
    expect(journal).toEqual(['reserve 01', 'sign 01']);
  });

  it('reserves nothing for what it refuses', async () => {
    const { issuance, journal } = issuanceWith({ now: new Date(authority.issuing.notAfter.getTime() + 1000) });
    await expect(issuance.issue(deviceProfile, order)).rejects.toMatchObject({ code: 'pki.issuer-not-valid' });
    expect(journal).toEqual([]);
  });
});
