import type { PersonId } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';

/** What somebody has typed into the form so far. */
export interface RegistrationDraft {
  readonly id: string;
  readonly version: number;
  /** By the dotted name of the field, as typed. */
  readonly fields: Readonly<Record<string, string>>;
  readonly updatedAt: Date;
}

/** Drafts in the registry's table `registration_draft`. */
export class RegistrationDraftStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Newest first. */
  async of(personId: PersonId): Promise<readonly RegistrationDraft[]> {
    const rows = await this.database.client.registrationDraft.findMany({
      where: { personId },
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    });
    return rows.map(draftFrom);
  }

  /** Two savings of one person follow each other: there may be no draft yet to be locked, so it is the person. */
  async lock(personId: PersonId): Promise<readonly RegistrationDraft[]> {
    await this.database.client.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    return this.of(personId);
  }

  async keep(personId: PersonId, { id, fields, ...draft }: RegistrationDraft): Promise<void> {
    const kept = { ...draft, fields: { ...fields } };
    await this.database.client.registrationDraft.upsert({
      where: { personId_id: { personId, id } },
      create: { personId, id, ...kept },
      update: kept,
    });
  }

  /** @returns whether there was one */
  async forget(personId: PersonId, id: string): Promise<boolean> {
    const { count } = await this.database.client.registrationDraft.deleteMany({ where: { personId, id } });
    return count > 0;
  }
}

function draftFrom(row: { id: string; version: number; fields: unknown; updatedAt: Date }): RegistrationDraft {
  // Written by `keep` alone.
  return { id: row.id, version: row.version, fields: row.fields as Record<string, string>, updatedAt: row.updatedAt };
}
