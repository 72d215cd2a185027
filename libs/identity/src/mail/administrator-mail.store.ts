import { type Clock, newUuid, type OrganizationId } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import type { Language } from '../organizations/organization.js';
import { type Mail, subjectOf } from './outbox.js';

/** A letter to everybody who administers an organization. */
export interface LetterToAdministrators {
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
   * Posts each letter to all who have the built-in role of an administrator in its organization, and to nobody else, in
   * the running unit of work; each in the language of its receiver. Takes two statements, however many letters.
   *
   * @returns how many mails that are; none where an organization has no administrator
   */
  async post(letters: readonly LetterToAdministrators[]): Promise<number> {
    if (letters.length === 0) return 0;
    const ids = [...new Set(letters.map(({ organizationId }) => organizationId))];
    const administrators = await this.database.client.$queryRaw<AdministratorRow[]>`
      SELECT m.organization_id, p.email, p.first_name, coalesce(p.language, o.language)::text AS language
      FROM membership m
      JOIN person p ON p.id = m.person_id
      JOIN organization o ON o.id = m.organization_id
      WHERE m.organization_id = ANY (${ids}::uuid[]) AND m.role = 'admin' AND m.custom_role_id IS NULL
      ORDER BY m.created_at, p.id`;
    const now = this.clock.now();
    const data = letters.flatMap(({ organizationId, to }) =>
      administrators
        .filter((row) => row.organization_id === organizationId)
        .map((row) => {
          const mail = to(row.first_name);
          return {
            id: newUuid(now),
            recipient: row.email,
            language: row.language,
            organizationId,
            template: mail.template,
            // An interface has no index signature, which is all that keeps it from being Prisma's JSON.
            data: mail.data as unknown as Prisma.InputJsonObject,
            subjectId: subjectOf(mail),
            createdAt: now,
            nextAttemptAt: now,
          };
        }),
    );
    await this.database.client.outboxMail.createMany({ data });
    return data.length;
  }
}
