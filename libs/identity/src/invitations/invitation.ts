import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Role } from '../organizations/organization.js';
import {
  InvitationAcceptedError,
  InvitationExpiredError,
  InvitationReplacedError,
  InvitationWithdrawnError,
} from './invitation.errors.js';

/** An offer to join an organization, sent to an address. */
export interface Invitation {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly email: string;
  /** The customer's name as typed when inviting (R3-25). */
  readonly name: string | null;
  /** Of a person an administrator added (R2-08), as typed there: first and last name or neither. */
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly role: Role;
  /** Takes the place of what the role allows. */
  readonly customRoleId: string | null;
  readonly status: 'pending' | 'accepted' | 'replaced' | 'withdrawn';
  readonly invitedById: PersonId;
  /** The program that invited for that person. */
  readonly invitedByKeyId: string | null;
  /** Sent by the registration of a device: registering was asked for then, and not inviting. */
  readonly byRegistration: boolean;
  readonly createdAt: Date;
  /** Exclusive. */
  readonly expiresAt: Date;
}

/** What became of an invitation by this time. */
export function statusOf(invitation: Invitation, at: Date): Invitation['status'] | 'expired' {
  return invitation.status === 'pending' && at >= invitation.expiresAt ? 'expired' : invitation.status;
}

/**
 * Passes if the invitation can be accepted now (R3-29, R3-30).
 *
 * @throws {InvitationReplacedError} a newer one went to the same address
 * @throws {InvitationAcceptedError} it was accepted before
 * @throws {InvitationWithdrawnError} it was taken back
 * @throws {InvitationExpiredError} its 30 days are over
 */
export function requirePending(invitation: Invitation, at: Date): void {
  requireUnsettled(invitation);
  if (statusOf(invitation, at) === 'expired') throw new InvitationExpiredError(invitation.expiresAt);
}

/**
 * Passes if the invitation waits, or waited in vain: it can be sent again or withdrawn.
 *
 * @throws {InvitationReplacedError | InvitationAcceptedError | InvitationWithdrawnError}
 */
export function requireUnsettled({ status }: Invitation): void {
  switch (status) {
    case 'pending':
      return;
    case 'replaced':
      throw new InvitationReplacedError();
    case 'accepted':
      throw new InvitationAcceptedError();
    case 'withdrawn':
      throw new InvitationWithdrawnError();
    default:
      status satisfies never;
  }
}
