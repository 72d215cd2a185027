import type { Language } from '#libs/contracts/http';
import { type Clock, newUuid, type OrganizationId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import { isTold, type Notice } from '../inbox/notice.js';
import type { NotificationWriter } from '../inbox/notification-writer.store.js';
import type { Mail } from '../templates/mail-template.js';

/** What everybody who administers an organization is told. */
export interface NoticeToAdministrators {
  readonly organizationId: OrganizationId;
  readonly notice: Notice;
  /** Writes the mail to one of them; absent: it is told in the page alone. */
  readonly to?: (firstName: string) => Mail;
}

interface AdministratorRow {
  readonly person_id: string;
  readonly organization_id: string;
  readonly email: string;
  readonly first_name: string;
  readonly language: Language;
}

/** Notices to the people who administer an organization: rows of the registry's tables `notification` and `outbox_mail`. */
export class AdministratorNotices {
  constructor(
    private readonly database: RegistryDatabase,
    private readonly writer: NotificationWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Tells each notice all who have the built-in role of an administrator in its organization, and nobody else, in the running
   * unit of work; in the page and by mail, as each of them chose, a mail in the language of its receiver. Takes four statements,
   * however many notices.
   *
   * @returns how many are told; none where an organization has no administrator
   */
  async post(notices: readonly NoticeToAdministrators[]): Promise<number> {
    if (notices.length === 0) return 0;
    const administrators = await this.#administratorsOf(notices.map(({ organizationId }) => organizationId));
    const told = notices.flatMap((one) =>
      administrators
        .filter((row) => row.organization_id === one.organizationId)
        .map((row) => ({ ...one, personId: row.person_id, row })),
    );
    if (told.length === 0) return 0;
    const choices = await this.writer.choicesOf(
      told.map(({ personId }) => personId),
      notices.map(({ notice }) => notice.kind),
    );
    await this.writer.add(told, choices);
    const now = this.clock.now();
    const data = told.flatMap(({ organizationId, notice, to, row }) =>
      to && isTold(notice.kind, 'mail', choices(row.person_id, notice.kind))
        ? [
            {
              ...to(row.first_name),
              id: newUuid(now),
              recipient: row.email,
              language: row.language,
              organizationId,
              createdAt: now,
              nextAttemptAt: now,
            },
          ]
        : [],
    );
    if (data.length > 0) await this.database.client.outboxMail.createMany({ data });
    return told.length;
  }

  #administratorsOf(organizations: readonly OrganizationId[]): Promise<readonly AdministratorRow[]> {
    return this.database.client.$queryRaw<AdministratorRow[]>`
      SELECT m.organization_id, p.id AS person_id, p.email, p.first_name, coalesce(p.language, o.language)::text AS language
      FROM membership m
      JOIN person p ON p.id = m.person_id
      JOIN organization o ON o.id = m.organization_id
      WHERE m.organization_id = ANY (${[...new Set(organizations)]}::uuid[]) AND m.role = 'admin' AND m.custom_role_id IS NULL
      ORDER BY m.created_at, p.id`;
  }
}
