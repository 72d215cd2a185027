import { deviceId } from '#libs/kernel';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { draftCertificate } from './certificate-draft.js';
import { CertificateSubject } from './certificate-subject.js';
import { generateKeyPair } from './key-pair.js';
import { LocalIssuer } from './local-issuer.js';
import { deviceProfile } from './profiles.js';
import { randomSerialNumber } from './serial-number.js';

let authority: TestAuthority;

beforeAll(async () => {
  authority = await aTestAuthority();
});

async function aReservation(from: TestAuthority) {
  const { publicKey } = await generateKeyPair();
  const subject = CertificateSubject.device(deviceId('2c6f1a52-7b1d-4a3e-9f00-0123456789ab'));
  const draft = draftCertificate(deviceProfile, { subject, publicKey }, from.issuer, new Date());
  return from.ledger.reserve(randomSerialNumber(), draft);
}

describe('LocalIssuer', () => {
  it('signs a reserved serial number once', async () => {
    const reserved = await aReservation(authority);
    await authority.issuer.sign(reserved);
    await expect(authority.issuer.sign(reserved)).rejects.toThrow('was signed already');
  });

  it('signs nothing that no ledger has reserved', async () => {
    const { serialNumber, draft } = await aReservation(authority);
    // @ts-expect-error only a ledger makes a ReservedSerialNumber
    await expect(authority.issuer.sign({ serialNumber, draft })).rejects.toThrow(TypeError);
  });

  it('signs nothing that was drawn up for another issuer', async () => {
    const reserved = await aReservation(await aTestAuthority());
    await expect(authority.issuer.sign(reserved)).rejects.toThrow('drawn up for another issuer');
  });

  it('is not made of a device’s certificate', async () => {
    const device = await authority.deviceCertificate();
    const chain = [device.certificate, authority.issuing, authority.root] as const;
    expect(() => new LocalIssuer(chain, device.privateKey)).toThrow("is not an authority's");
  });

  it('is not made with another key', async () => {
    const { privateKey } = await generateKeyPair();
    expect(() => new LocalIssuer([authority.root], privateKey)).toThrow('does not belong');
  });

  it('is not made of certificates that do not follow from each other', async () => {
    const { root: stranger } = await aTestAuthority();
    const keys = await generateKeyPair();
    expect(() => new LocalIssuer([authority.issuing, stranger], keys.privateKey)).toThrow(TypeError);
    expect(() => new LocalIssuer([authority.issuing], keys.privateKey)).toThrow(TypeError);
  });

  it('does not show its key', async () => {
    expect(JSON.stringify(authority.issuer)).not.toMatch(/PRIVATE|"d":/);
  });
});
