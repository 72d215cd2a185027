import { type Actor, type AuditEntry, AuditTrail, NotAllowedError, OrganizationUnknownError } from '#libs/identity';
import { organizationId, personId } from '#libs/kernel';
import type { LogSink } from '../observability/log-sink.js';
import { REFUSALS_A_MINUTE, RefusalAudit } from './refusal-audit.js';

const own = organizationId('019a0000-0000-7000-8000-000000000002');
const below = organizationId('019a0000-0000-7000-8000-000000000003');
const actor: Actor = {
  personId: personId('019a0000-0000-7000-8000-000000000001'),
  email: 'ada@example.org',
  sessionId: 's-1',
  memberships: [{ organizationId: own, kind: 'provider', path: `/x/${own}/`, role: 'viewer' }],
};
const request = { method: 'PATCH', path: '/api/v1/organizations/x' };

function aTrail() {
  const entries: AuditEntry[] = [];
  const trail = { record: async (entry: AuditEntry) => void entries.push(entry) } as unknown as AuditTrail;
  return { entries, refusals: new RefusalAudit(trail, { error: () => undefined } as unknown as LogSink) };
}

describe('the audit of refusals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('notes what was not allowed where it was refused, and what was not there with the actor’s own organization', async () => {
    const { entries, refusals } = aTrail();
    await refusals.note(new NotAllowedError('organization.edit', below), actor, request);
    await refusals.note(new OrganizationUnknownError('elsewhere'), actor, request);
    expect(entries).toMatchObject([
      { action: 'access.refused', organizationId: below, details: { code: 'identity.not-allowed', method: 'PATCH' } },
      { action: 'access.refused', organizationId: own, details: { code: 'identity.organization-unknown' } },
    ]);
  });

  it('notes nothing of a stranger who finds nothing', async () => {
    const { entries, refusals } = aTrail();
    await refusals.note(new OrganizationUnknownError('x'), undefined, request);
    expect(entries).toEqual([]);
  });

  it('counts what comes beyond 30 a minute, and notes it as one event', async () => {
    const { entries, refusals } = aTrail();
    for (let count = 0; count < REFUSALS_A_MINUTE + 70; count += 1)
      await refusals.note(new OrganizationUnknownError('x'), actor, request);
    expect(entries).toHaveLength(REFUSALS_A_MINUTE);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(entries).toHaveLength(REFUSALS_A_MINUTE + 1);
    expect(entries.at(-1)).toMatchObject({ actorId: actor.personId, details: { surplus: 70 } });
    await refusals.note(new OrganizationUnknownError('x'), actor, request);
    expect(entries).toHaveLength(REFUSALS_A_MINUTE + 2);
    await refusals.onModuleDestroy();
    expect(entries).toHaveLength(REFUSALS_A_MINUTE + 2);
  });
});
