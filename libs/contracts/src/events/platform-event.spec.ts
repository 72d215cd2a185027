import { platformEvents } from './platform-event.js';

const device = '0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10';
const revocation = {
  serialNumber: '4fa0',
  fingerprintSha256: 'ab'.repeat(32),
  deviceId: device,
  revokedAt: '2026-11-21T12:00:00.000Z',
  reason: 'keyCompromise',
};

describe('platform events', () => {
  it('have names that are one level of a topic', () => {
    for (const name of Object.keys(platformEvents)) expect(name).toMatch(/^[a-z]+\.[a-z-]+$/);
  });

  it('take a revocation, also of a number nothing was signed under', () => {
    const event = platformEvents['certificate.revoked'];
    expect(event.parse(revocation)).toEqual(revocation);
    expect(event.parse({ ...revocation, fingerprintSha256: null, deviceId: null }).deviceId).toBeNull();
  });

  it('pass over fields of a later version', () => {
    const event = { deviceId: device, lifecycle: 'suspended', by: 'somebody' };
    expect(platformEvents['device.lifecycle-changed'].parse(event)).toEqual({
      deviceId: device,
      lifecycle: 'suspended',
    });
  });

  it.each([
    ['certificate.revoked', { ...revocation, serialNumber: 'xyz' }],
    ['certificate.revoked', { ...revocation, fingerprintSha256: 'AB'.repeat(32) }],
    ['certificate.revoked', { ...revocation, deviceId: 'me' }],
    ['certificate.revoked', { ...revocation, revokedAt: 0 }],
    ['certificate.revoked', { ...revocation, reason: 'boredom' }],
    ['device.lifecycle-changed', { deviceId: device, lifecycle: 'gone' }],
    ['device.lifecycle-changed', { lifecycle: 'active' }],
    ['device.lifecycle-changed', 'active'],
  ] as const)('refuse %s %j', (name, body) => {
    expect(platformEvents[name].safeParse(body).success).toBe(false);
  });
});
