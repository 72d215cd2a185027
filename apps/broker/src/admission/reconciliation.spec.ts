import {
  type CertificateIdentity,
  type CertificateStatus,
  CertificateStatuses,
  type ChangedCertificateStatuses,
} from '#libs/certificates';
import type { DisconnectCode } from '#libs/contracts/events';
import { deviceId, deviceKey, HOUR_MS, organizationId } from '#libs/kernel';
import { createLogger } from '#libs/platform';
import { CertificateStatusCache } from './certificate-status-cache.js';
import { type Bearer, Reconciliation } from './reconciliation.js';

const NOW = Date.UTC(2026, 10, 21, 12);
const valid: CertificateStatus = {
  profile: 'device',
  validity: { notBefore: new Date(0), notAfter: new Date(NOW + HOUR_MS) },
  revokedAt: null,
  device: {
    id: deviceId('0198a7f2-6f2c-7c1a-9e55-0c5f7a3b1d10'),
    key: deviceKey(7),
    organizationId: organizationId('o'),
    lifecycle: 'active',
  },
};
const revoked = { ...valid, revokedAt: new Date(NOW) };

class Registry extends CertificateStatuses {
  readonly rows = new Map<string, CertificateStatus>();
  readonly changed = new Map<string, CertificateStatus>();
  readonly since: (Date | undefined)[] = [];
  isWhole = true;
  asked = 0;

  override async find(certificates: readonly CertificateIdentity[]): Promise<ReadonlyMap<string, CertificateStatus>> {
    this.asked += certificates.length;
    return this.rows;
  }

  override async changedSince(since: Date | undefined): Promise<ChangedCertificateStatuses> {
    this.since.push(since);
    return { statuses: this.changed, upTo: new Date(NOW + this.since.length), isWhole: this.isWhole };
  }
}

class Somebody implements Bearer {
  ended: DisconnectCode | undefined;
  readonly identity: CertificateIdentity;

  constructor(
    readonly name: string,
    readonly validUntil = NOW + HOUR_MS,
  ) {
    this.identity = { fingerprintSha256: name, serialNumber: `${name}0` };
  }

  end(cause: DisconnectCode): void {
    this.ended ??= cause;
  }
}

function world(...bearers: Somebody[]) {
  const registry = new Registry();
  for (const { name } of bearers) registry.rows.set(name, valid);
  const clock = { value: NOW, now: () => new Date(clock.value) };
  const cache = new CertificateStatusCache(registry, { capacity: 10, trustMs: 1_000, timeoutMs: 1_000 });
  const port = { profile: 'device', bearers: () => bearers };
  const logger = createLogger('test', 'silent');
  return { registry, clock, reconciliation: new Reconciliation(cache, [port], clock, logger, 3_000) };
}

describe('Reconciliation', () => {
  it('asks about every session once, and then only what changed since the round before', async () => {
    const { registry, reconciliation } = world(...Array.from({ length: 5_000 }, (_, n) => new Somebody(`${n}`)));
    await reconciliation.run();
    expect(registry.asked).toBe(5_000);
    for (let round = 0; round < 5; round += 1) await reconciliation.run();
    expect(registry.asked).toBe(5_000);
    expect(registry.since.map((since) => since?.getTime())).toEqual(
      [undefined, 1, 2, 3, 4, 5].map((n) => n && NOW + n),
    );
  });

  it('ends the sessions of what changed, and no others', async () => {
    const [one, other] = [new Somebody('one'), new Somebody('other')];
    const { registry, reconciliation } = world(one, other);
    await reconciliation.run();
    registry.changed.set('one', revoked);
    await reconciliation.run();
    expect([one.ended, other.ended]).toEqual(['certificate-revoked', undefined]);
  });

  it('ends a session whose certificate expires, although nothing changed', async () => {
    const [soon, later] = [new Somebody('soon', NOW + 1_000), new Somebody('later')];
    const { clock, reconciliation } = world(soon, later);
    await reconciliation.run();
    clock.value += 1_001;
    await reconciliation.run();
    expect([soon.ended, later.ended]).toEqual(['certificate-expired', undefined]);
  });

  it('compares everything when more changed than it was told', async () => {
    const one = new Somebody('one');
    const { registry, reconciliation } = world(one);
    await reconciliation.run();
    registry.isWhole = false;
    registry.rows.delete('one');
    await reconciliation.run();
    expect(one.ended).toBe('device-removed');
  });

  it('asks from where it last had an answer, after the registry was away', async () => {
    const { registry, reconciliation } = world(new Somebody('one'));
    await reconciliation.run();
    jest.spyOn(registry, 'changedSince').mockRejectedValueOnce(new Error('away'));
    await expect(reconciliation.run()).rejects.toThrow('away');
    await reconciliation.run();
    expect(registry.since).toEqual([undefined, new Date(NOW + 1)]);
  });
});
