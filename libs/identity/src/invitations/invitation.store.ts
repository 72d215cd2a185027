import { type OrganizationId, organizationId, personId } from '#libs/kernel';
import type { InvitationModel, RegistryDatabase } from '#prisma';
import { InvitationNotFoundError } from './invitation.errors.js';
import type { Invitation } from './invitation.js';

/**
 * Invitations ever sent.
 *
 * Invitations in the registry's table `invitation`.
 */
export class InvitationStore {
  constructor(private readonly database: RegistryDatabase) {}

  async add(invitation: Invitation): Promise<void> {
    await this.database.client.invitation.create({ data: invitation });
  }

  async find(id: string): Promise<Invitation | undefined> {
    const row = await this.database.client.invitation.findUnique({ where: { id } });
    return row ? invitationFrom(row) : undefined;
  }

  /** An invitation of this organization. @throws {InvitationNotFoundError} */
  async get(organization: OrganizationId, id: string): Promise<Invitation> {
    const invitation = await this.find(id);
    if (invitation?.organizationId !== organization) throw new InvitationNotFoundError(id);
    return invitation;
  }

  /** Ends every pending invitation of this address to this organization. @returns how many */
  async replacePending(organization: OrganizationId, email: string): Promise<number> {
    const { count } = await this.database.client.invitation.updateMany({
      where: { organizationId: organization, email, status: 'pending' },
      data: { status: 'replaced' },
    });
    return count;
  }

  /** How many invitations of this address wait, expired ones included. */
  async countPending(organization: OrganizationId, email: string): Promise<number> {
    return this.database.client.invitation.count({ where: { organizationId: organization, email, status: 'pending' } });
  }

  /** Ends an invitation whose link must work no more. */
  async withdraw(id: string): Promise<void> {
    await this.database.client.invitation.update({ where: { id }, data: { status: 'withdrawn' } });
  }

  /** Takes a pending invitation, once. @returns false if it is pending no more */
  async accept(id: string, at: Date): Promise<boolean> {
    const { count } = await this.database.client.invitation.updateMany({
      where: { id, status: 'pending' },
      data: { status: 'accepted', acceptedAt: at },
    });
    return count === 1;
  }

  /** Newest first; `before` is the id of the last one seen. */
  async list(organization: OrganizationId, limit: number, before: string | undefined) {
    const rows = await this.database.client.invitation.findMany({
      where: { organizationId: organization, ...(before !== undefined && { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(invitationFrom);
  }
}

function invitationFrom(row: InvitationModel): Invitation {
  return {
    id: row.id,
    organizationId: organizationId(row.organizationId),
    email: row.email,
    name: row.name,
    firstName: row.firstName,
    lastName: row.lastName,
    phone: row.phone,
    role: row.role,
    customRoleId: row.customRoleId,
    status: row.status,
    invitedById: personId(row.invitedById),
    invitedByKeyId: row.invitedByKeyId,
    byRegistration: row.byRegistration,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}
