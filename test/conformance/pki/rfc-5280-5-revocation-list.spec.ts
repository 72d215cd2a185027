import 'reflect-metadata';
import { X509Crl } from '@peculiar/x509';
import {
  parseSerialNumber,
  REVOCATION_REASONS,
  type RevocationListContent,
  type RevocationReason,
  randomSerialNumber,
} from '#libs/pki';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { asn1Of, componentsOf, derOf, extensionsOf, octetsOf, tagOf } from './asn1-outline.js';

const CRL_NUMBER = '2.5.29.20';
const REASON_CODE = '2.5.29.21';
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';

const revokedAt = new Date('2026-11-01T10:00:00Z');
const content: RevocationListContent = {
  crlNumber: 7n,
  thisUpdate: new Date('2026-11-21T00:00:00Z'),
  nextUpdate: new Date('2026-11-22T00:00:00Z'),
  revoked: [{ serialNumber: parseSerialNumber('80ff'), revokedAt, reason: 'keyCompromise' }],
};
let authority: TestAuthority;

beforeAll(async () => {
  authority = await aTestAuthority();
});

async function outlineOf(differences: Partial<RevocationListContent> = {}) {
  const { der } = await authority.issuer.signRevocationList({ ...content, ...differences });
  const [tbs, signatureAlgorithm] = componentsOf(asn1Of(der));
  const parts = componentsOf(tbs);
  const [version, signature, issuer, thisUpdate, nextUpdate] = parts;
  const entries = parts[5] && tagOf(parts[5]) === 'universal 16' ? componentsOf(parts[5]) : undefined;
  const extensions = extensionsOf(componentsOf(parts.at(-1))[0]);
  return { der, version, signature, signatureAlgorithm, issuer, thisUpdate, nextUpdate, entries, extensions };
}

describe('a revocation list', () => {
  it('is of version 2 and names one algorithm inside and outside (§5.1.1.2, §5.1.2.1, §5.1.2.2)', async () => {
    const { version, signature, signatureAlgorithm } = await outlineOf();
    expect(octetsOf(version)).toEqual(Buffer.from([1]));
    expect(derOf(signature)).toEqual(derOf(signatureAlgorithm));
  });

  it('names its issuer by the octets of the issuer’s subject (§5.1.2.3)', async () => {
    const { issuer } = await outlineOf();
    const [tbs] = componentsOf(asn1Of(authority.issuing.der));
    expect(derOf(issuer)).toEqual(derOf(componentsOf(tbs)[5]));
  });

  it.each([
    { instant: '2049-12-31T23:59:59Z', written: 'universal 23 491231235959Z' },
    { instant: '2050-01-01T00:00:00Z', written: 'universal 24 20500101000000Z' },
  ])('writes nextUpdate $instant as $written (§5.1.2.5)', async ({ instant, written }) => {
    const { nextUpdate } = await outlineOf({ nextUpdate: new Date(instant) });
    expect(`${tagOf(nextUpdate)} ${octetsOf(nextUpdate).toString('latin1')}`).toBe(written);
  });

  it('leaves the list of entries out when nothing is revoked (§5.1.2.6)', async () => {
    expect((await outlineOf({ revoked: [] })).entries).toBeUndefined();
  });

  it('identifies the issuer’s key and numbers itself, neither critical (§5.2.1, §5.2.3)', async () => {
    const { extensions } = await outlineOf({ crlNumber: 128n });
    expect([...extensions.keys()].sort()).toEqual([CRL_NUMBER, AUTHORITY_KEY_IDENTIFIER]);
    expect([...extensions.values()].map(({ critical }) => critical)).toEqual([false, false]);
    expect(octetsOf(extensions.get(CRL_NUMBER)?.value).toString('hex')).toBe('0080');
  });

  it.each(Object.entries(REVOCATION_REASONS) as [RevocationReason, number][])(
    'gives the reason %s as code %d, and no code for unspecified (§5.3.1)',
    async (reason, code) => {
      const revoked = [{ serialNumber: randomSerialNumber(), revokedAt, reason }];
      const [, , extensions] = componentsOf((await outlineOf({ revoked })).entries?.[0]);
      if (code === 0) {
        expect(extensions).toBeUndefined();
        return;
      }
      const found = extensionsOf(extensions).get(REASON_CODE);
      expect(found?.critical).toBe(false);
      expect(`${tagOf(found?.value)} ${octetsOf(found?.value).toString('hex')}`).toBe(
        `universal 10 ${code.toString(16).padStart(2, '0')}`,
      );
    },
  );

  it('is read by another implementation as it was meant', async () => {
    const { der } = await outlineOf();
    const list = new X509Crl(der);
    expect(list.thisUpdate).toEqual(content.thisUpdate);
    expect(list.nextUpdate).toEqual(content.nextUpdate);
    expect(list.findRevoked('80ff')).not.toBeNull();
  });

  it('lists a thousand certificates, each found again', async () => {
    const revoked = Array.from({ length: 1000 }, () => ({
      serialNumber: randomSerialNumber(),
      revokedAt,
      reason: 'superseded' as const,
    }));
    const { entries } = await outlineOf({ revoked });
    const listed = new Set(entries?.map((entry) => octetsOf(componentsOf(entry)[0]).toString('hex')));
    expect(revoked.every(({ serialNumber }) => listed.has(serialNumber))).toBe(true);
  });

  it.each([
    { why: 'it ends before it begins', differences: { nextUpdate: content.thisUpdate } },
    { why: 'its number is negative', differences: { crlNumber: -1n } },
    { why: 'its number needs 21 octets (§5.2.3)', differences: { crlNumber: 1n << 159n } },
    {
      why: 'a serial number stands in it twice',
      differences: { revoked: [...content.revoked, ...content.revoked] },
    },
  ])('is refused if $why', async ({ differences }) => {
    await expect(outlineOf(differences)).rejects.toMatchObject({ code: 'pki.revocation-list-invalid' });
  });
});
