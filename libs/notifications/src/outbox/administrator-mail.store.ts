import type { Language } from '#libs/contracts/http';
import { type Clock, newUuid, type OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { Mail } from '../templates/mail-template.js';

/** A mail to everybody who administers an organization. */
export interface MailToAdministrators {
  readonly organizationId: OrganizationId;
  /** Writes it to one of them. */
  readonly to: (firstName: string) => Mail;
}

interface AdministratorRow {
  readonly organization_id: string;
  readonly email: string;
  readonly first_name: string;
  readonly language: Language;
}

/**
 * Mails to the people who administer an organization.
 *
 * Mails to administrators in the registry's table `outbox_mail`.
 */
export class AdministratorMail {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * Posts each mail to all who have the built-in role of an administrator in its organization, and to nobody else, in
   * the running unit of work; each in the language of its receiver. Takes two statements, however many mails.
   *
   * @returns how many rows of the outbox that are; none where an organization has no administrator
   */
  async post(mails: readonly MailToAdministrators[]): Promise<number> {
    if (mails.length === 0) return 0;
    const ids = [...new Set(mails.map(({ organizationId }) => organizationId))];
    const administrators = await this.database.client.$queryRaw<AdministratorRow[]>`
      SELECT m.organization_id, p.email, p.first_name, coalesce(p.language, o.language)::text AS language
      FROM membership m
      JOIN person p ON p.id = m.person_id
      JOIN organization o ON o.id = m.organization_id
      WHERE m.organization_id = ANY (${ids}::uuid[]) AND m.role = 'admin' AND m.custom_role_id IS NULL
      ORDER BY m.created_at, p.id`;
    const now = this.clock.now();
    const data = mails.flatMap(({ organizationId, to }) =>
      administrators
        .filter((row) => row.organization_id === organizationId)
        .map((row) => {
          return {
            ...to(row.first_name),
            id: newUuid(now),
            recipient: row.email,
            language: row.language,
            organizationId,
            createdAt: now,
            nextAttemptAt: now,
          };
        }),
    );
    await this.database.client.outboxMail.createMany({ data });
    return data.length;
  }
}
