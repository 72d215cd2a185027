import type { CalendarDate } from '#libs/contracts/http';
import { END, spansBefore } from '#libs/devices';
import type { Actor, OrganizationKind } from '#libs/identity';
import { type Clock, DAY_MS, deviceId, organizationId, personId } from '#libs/kernel';
import type { ContractStore, DeviceTerms } from '../contracts/contract.store.js';
import { ServiceTerms } from './service-terms.js';

const [operator, provider, customer, inner, other] = ['/o/', '/o/p/', '/o/p/c/', '/o/p/c/i/', '/o/x/'] as const;
const lapsed = new Date('2026-07-31T22:00:00.000Z'); // 1 August in Warsaw
const device = {
  id: deviceId('d'),
  owner: { id: organizationId('c'), path: customer, delegatesCertificates: false },
};
const someone = (path: string, kind: OrganizationKind): Actor => ({
  personId: personId('p'),
  email: 'a@example.org',
  sessionId: 's',
  memberships: [{ organizationId: organizationId(path), kind, path, role: 'admin' }],
});

/** The terms of a contract that ended on 2 July 2026, at some instant. */
function termsAt(now: Date, terms: DeviceTerms | undefined) {
  const store: Pick<ContractStore, 'termsOf'> = { termsOf: async () => terms };
  const clock: Clock = { now: () => now };
  return new ServiceTerms(store as ContractStore, clock);
}
const ended = { endDate: '2026-07-02' as CalendarDate, timeZone: 'Europe/Warsaw', providerName: 'North Power' };

describe('what a lapsed contract keeps back', () => {
  it.each([
    ['the owner’s people', customer, 'customer', lapsed],
    ['people of a customer above or elsewhere, to whom it is shared', other, 'customer', lapsed],
    ['another provider, to whom it is shared', other, 'provider', lapsed],
    ['the provider', provider, 'provider', null],
    ['the operator', operator, 'operator', null],
  ] as const)('from %s', async (_who, path, kind, expected) => {
    expect(await termsAt(lapsed, ended).withheldFrom(someone(path, kind), device)).toEqual(expected);
  });

  it('is nothing from who belongs to the provider as well', async () => {
    const both = { ...someone(customer, 'customer') };
    const memberships = [...both.memberships, ...someone(provider, 'provider').memberships];
    expect(await termsAt(lapsed, ended).withheldFrom({ ...both, memberships }, device)).toBeNull();
  });

  it('is nothing before the time of grace is over, and nothing where there never was a contract', async () => {
    const actor = someone(customer, 'customer');
    expect(await termsAt(new Date(lapsed.getTime() - 1), ended).withheldFrom(actor, device)).toBeNull();
    expect(await termsAt(lapsed, undefined).withheldFrom(actor, device)).toBeNull();
    await expect(termsAt(lapsed, undefined).requireService(actor, device)).resolves.toBeUndefined();
  });

  it('is a certificate, with the name of who can renew', async () => {
    const refusal = termsAt(lapsed, ended).requireService(someone(inner, 'customer'), device);
    await expect(refusal).rejects.toMatchObject({
      code: 'fleet.contract-lapsed',
      message: expect.stringContaining('North Power can renew'),
    });
  });
});

describe('spans before an instant', () => {
  const day = (n: number) => new Date(n * DAY_MS);
  it('end there at the latest, and those after it are gone', () => {
    const spans = [
      { from: day(1), to: day(3) },
      { from: day(4), to: day(8) },
      { from: day(9), to: END },
    ];
    expect(spansBefore(spans, day(5))).toEqual([spans[0], { from: day(4), to: day(5) }]);
    expect(spansBefore(spans, day(4))).toEqual([spans[0]]);
    expect(spansBefore(spans, day(1))).toEqual([]);
    expect(spansBefore(spans, END)).toEqual(spans);
  });
});
