import { deviceId, deviceKey, organizationId } from '#libs/kernel';
import { decideAdmission } from './admission-rules.js';
import type { CertificateStatus } from './certificate-status.js';

const now = new Date('2026-11-21T12:00:00Z');
const id = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const status: CertificateStatus = {
  profile: 'device',
  validity: { notBefore: new Date('2026-11-20T12:00:00Z'), notAfter: new Date('2027-11-20T12:00:00Z') },
  revokedAt: null,
  device: { id, key: deviceKey(7), organizationId: organizationId('o'), lifecycle: 'active' },
};
const device = status.device;
if (!device) throw new Error('The sample has a device.');

describe('decideAdmission', () => {
  it.each(['registered', 'active'] as const)('lets a %s device with a valid certificate in', (lifecycle) => {
    const living = { ...status, device: { ...device, lifecycle } };
    expect(decideAdmission(living, 'device', now)).toEqual({ admitted: true, status: living });
  });

  it('lets a process of the platform in where processes are wanted', () => {
    expect(decideAdmission({ ...status, profile: 'service', device: null }, 'service', now).admitted).toBe(true);
  });

  it.each<[string, Partial<CertificateStatus>, string]>([
    ['revoked', { revokedAt: now }, 'certificate-revoked'],
    ['reserved and revoked', { revokedAt: now, validity: null }, 'certificate-revoked'],
    ['reserved', { validity: null }, 'certificate-not-issued'],
    ['for a process', { profile: 'service' }, 'certificate-purpose'],
    ['for a server', { profile: 'server' }, 'certificate-purpose'],
    [
      'of tomorrow',
      { validity: { notBefore: new Date('2026-11-22T12:00:00Z'), notAfter: new Date('2027-11-22T12:00:00Z') } },
      'certificate-not-yet-valid',
    ],
    [
      'of last year',
      { validity: { notBefore: new Date('2025-11-20T12:00:00Z'), notAfter: new Date('2026-11-20T12:00:00Z') } },
      'certificate-expired',
    ],
    ['of a suspended device', { device: { ...device, lifecycle: 'suspended' } }, 'device-suspended'],
    ['of a retired device', { device: { ...device, lifecycle: 'retired' } }, 'device-retired'],
  ])('refuses a certificate %s and tells whose it is', (_, difference, cause) => {
    expect(decideAdmission({ ...status, ...difference }, 'device', now)).toEqual({
      admitted: false,
      cause: `connection.${cause}`,
      deviceId: id,
    });
  });

  it('refuses a device certificate that belongs to no device', () => {
    expect(decideAdmission({ ...status, device: null }, 'device', now)).toEqual({
      admitted: false,
      cause: 'connection.certificate-unknown',
      deviceId: null,
    });
  });

  it('refuses a device where processes are wanted', () => {
    expect(decideAdmission(status, 'service', now)).toMatchObject({ cause: 'connection.certificate-purpose' });
  });

  it('refuses a certificate the registry does not know, and names no device', () => {
    expect(decideAdmission(undefined, 'device', now)).toEqual({
      admitted: false,
      cause: 'connection.certificate-unknown',
      deviceId: null,
    });
  });
});
