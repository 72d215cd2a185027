import { type Clock, newUuid } from '#libs/kernel';
import type { Prisma, RegistryDatabase } from '#prisma';
import { AdministratorMail, type LetterToAdministrators } from '../administrator-mail.js';
import type { Language } from '../organization.js';
import { subjectOf } from '../outbox.js';

interface AdministratorRow {
  readonly organization_id: string;
  readonly email: string;
  readonly first_name: string;
  readonly language: Language;
}

/** Mails to administrators in the registry's table `outbox_mail`. */
export class PrismaAdministratorMail extends AdministratorMail {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async post(letters: readonly LetterToAdministrators[]): Promise<number> {
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
