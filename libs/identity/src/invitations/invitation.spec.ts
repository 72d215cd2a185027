import { organizationId, personId } from '#libs/kernel';
import { INVITATION_LIFETIME_MS } from '../links/link-lifetimes.js';
import { type Invitation, requirePending, statusOf } from './invitation.js';

const createdAt = new Date('2026-11-21T12:00:00.000Z');
const expiresAt = new Date('2026-12-21T12:00:00.000Z');
const anInvitation = (status: Invitation['status'] = 'pending'): Invitation => ({
  id: 'i',
  organizationId: organizationId('o'),
  email: 'ada@example.com',
  name: null,
  firstName: null,
  lastName: null,
  phone: null,
  customRoleId: null,
  role: 'admin',
  status,
  invitedById: personId('p'),
  invitedByKeyId: null,
  byRegistration: false,
  createdAt,
  expiresAt,
});

describe('an invitation', () => {
  it('R3-27: lasts 30 days', () => {
    expect(createdAt.getTime() + INVITATION_LIFETIME_MS).toBe(expiresAt.getTime());
  });

  it('R3-30: is pending until the last millisecond of its 30 days and expired from then on', () => {
    expect(statusOf(anInvitation(), new Date(expiresAt.getTime() - 1))).toBe('pending');
    expect(statusOf(anInvitation(), expiresAt)).toBe('expired');
  });

  it('stays accepted or replaced, however old it gets', () => {
    expect(statusOf(anInvitation('accepted'), expiresAt)).toBe('accepted');
    expect(statusOf(anInvitation('replaced'), expiresAt)).toBe('replaced');
  });

  it.each([
    { status: 'replaced', at: createdAt, code: 'identity.invitation-replaced' },
    { status: 'accepted', at: createdAt, code: 'identity.invitation-accepted' },
    { status: 'pending', at: expiresAt, code: 'identity.invitation-expired' },
  ] as const)('R3-29, R3-30: refuses with $code', ({ status, at, code }) => {
    expect(() => requirePending(anInvitation(status), at)).toThrow(expect.objectContaining({ code, kind: 'conflict' }));
  });

  it('can be accepted while it is pending', () => {
    expect(() => requirePending(anInvitation(), createdAt)).not.toThrow();
  });
});
