import {
  type CertificateIdentity,
  type CertificateStatus,
  CertificateStatuses,
  type ChangedCertificateStatuses,
} from '#libs/certificates';
import { deviceId, deviceKey, organizationId } from '#libs/kernel';
import { CertificateStatusCache, RegistryUnavailableError } from './certificate-status-cache.js';

class Registry extends CertificateStatuses {
  readonly asked: string[][] = [];
  readonly rows = new Map<string, CertificateStatus>();
  changed = new Map<string, CertificateStatus>();
  isWhole = true;
  answer: () => Promise<void> = async () => undefined;

  override async find(certificates: readonly CertificateIdentity[]): Promise<ReadonlyMap<string, CertificateStatus>> {
    this.asked.push(certificates.map(({ fingerprintSha256 }) => fingerprintSha256));
    const rows = new Map(this.rows);
    await this.answer();
    return rows;
  }

  override async changedSince(): Promise<ChangedCertificateStatuses> {
    return { statuses: this.changed, upTo: new Date(0), isWhole: this.isWhole };
  }
}

const identity = (name: string): CertificateIdentity => ({ fingerprintSha256: name, serialNumber: `${name}0` });
const device = deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10');
const status: CertificateStatus = {
  profile: 'device',
  validity: { notBefore: new Date(0), notAfter: new Date(1) },
  revokedAt: null,
  device: { id: device, key: deviceKey(7), organizationId: organizationId('o'), lifecycle: 'active' },
};

describe('CertificateStatusCache', () => {
  let registry: Registry;
  let cache: CertificateStatusCache;
  let now: number;
  beforeEach(() => {
    registry = new Registry();
    registry.rows.set('a', status).set('b', status);
    now = 0;
    cache = new CertificateStatusCache(registry, {
      capacity: 2,
      trustMs: 1_000,
      timeoutMs: 50,
      monotonicNow: () => now,
    });
  });

  it('asks once for all who ask at the same time, and remembers the answer', async () => {
    await Promise.all([cache.find(identity('a')), cache.find(identity('b')), cache.find(identity('a'))]);
    expect(registry.asked).toEqual([['a', 'b']]);
    expect(await cache.find(identity('a'))).toBe(status);
    expect(registry.asked).toHaveLength(1);
  });

  it('does not remember what the registry does not know', async () => {
    expect(await cache.find(identity('x'))).toBeUndefined();
    registry.rows.set('x', status);
    expect(await cache.find(identity('x'))).toBe(status);
  });

  it('does not believe what was not confirmed for the time of trust, and confirms by refreshing', async () => {
    await cache.find(identity('a'));
    now = 900;
    await cache.refresh(cache.identities());
    now = 1_800;
    await cache.find(identity('a'));
    expect(registry.asked).toHaveLength(2);
    now = 2_000;
    await cache.find(identity('a'));
    expect(registry.asked).toHaveLength(3);
  });

  it('forgets what a refresh does not find any more', async () => {
    await cache.find(identity('a'));
    registry.rows.delete('a');
    await cache.refresh(cache.identities());
    expect(cache.identities()).toEqual([]);
  });

  it('is not flushed by a comparison of more certificates than it remembers', async () => {
    await cache.find(identity('a'));
    for (const name of ['c', 'd', 'e', 'f']) registry.rows.set(name, status);
    const compared = await cache.refresh(['a', 'b', 'c', 'd', 'e', 'f'].map(identity));
    expect(compared.size).toBe(6);
    expect(cache.identities()).toEqual([identity('a')]);
  });

  it('is confirmed by being told what changed, and takes the changes over', async () => {
    await cache.find(identity('a'));
    await cache.find(identity('b'));
    const revokedAt = new Date('2026-11-21T12:00:00Z');
    registry.changed.set('b', { ...status, revokedAt }).set('x', status);
    now = 900;
    await cache.changes(new Date(0));
    now = 1_800;
    expect(await cache.find(identity('a'))).toBe(status);
    expect((await cache.find(identity('b')))?.revokedAt).toBe(revokedAt);
    expect(registry.asked).toHaveLength(2);
    expect(cache.identities()).toHaveLength(2);
  });

  it('is not confirmed when it was not told of all that changed', async () => {
    await cache.find(identity('a'));
    registry.isWhole = false;
    now = 900;
    await cache.changes(new Date(0));
    now = 1_800;
    await cache.find(identity('a'));
    expect(registry.asked).toHaveLength(2);
  });

  it('asks the registry at least once when it refreshes, to learn that it lives', async () => {
    await cache.refresh([]);
    expect(registry.asked).toEqual([[]]);
  });

  it('takes a revocation over at once, also against an answer that was on its way', async () => {
    const at = new Date('2026-11-21T12:00:00Z');
    let release = () => {};
    registry.answer = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    const found = cache.find(identity('a'));
    await undefined;
    await undefined;
    cache.revoke('a', at);
    release();
    expect((await found)?.revokedAt).toBe(at);
    expect((await cache.find(identity('a')))?.revokedAt).toBe(at);
  });

  it('asks anew about the certificates of a device that changed', async () => {
    await cache.find(identity('a'));
    cache.forgetDevice(device);
    await cache.find(identity('a'));
    expect(registry.asked).toHaveLength(2);
  });

  it('remembers no more than its capacity', async () => {
    registry.rows.set('c', status);
    for (const name of ['a', 'b', 'c']) await cache.find(identity(name));
    expect(cache.identities()).toHaveLength(2);
  });

  it('says that the registry is unavailable when it fails or does not answer in time', async () => {
    registry.answer = () => Promise.reject(new Error('connection refused'));
    await expect(cache.find(identity('a'))).rejects.toMatchObject({
      code: 'broker.registry-unavailable',
      cause: { message: 'connection refused' },
    });
    registry.answer = () => new Promise(() => undefined);
    await expect(cache.find(identity('a'))).rejects.toBeInstanceOf(RegistryUnavailableError);
    registry.answer = async () => undefined;
    expect(await cache.find(identity('a'))).toBe(status);
  });
});
