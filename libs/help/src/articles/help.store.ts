import type { OrganizationKind } from '#libs/identity';
import { type PersonId, personId } from '#libs/kernel';
import { AFTER_ANY, type RegistryDatabase } from '#prisma';

/** A comment with as much of its author as the registry says to whoever asks. */
export interface CommentRecord {
  readonly id: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly authorId: PersonId;
  /** Null: of an organization outside of the given subtrees. */
  readonly authorName: string | null;
  /** Of the organization joined first; null: belongs to none. */
  readonly authorKind: OrganizationKind | null;
}

/** The place of a comment in the list: when it was written, RFC 3339, and its id. */
export type CommentPosition = readonly [createdAt: string, id: string];

/** Which comments of an article are wanted. */
export interface CommentSelection {
  readonly limit: number;
  readonly after?: CommentPosition | undefined;
  /** Id of the only one. */
  readonly only?: string;
}

interface CommentRow {
  readonly id: string;
  readonly text: string;
  readonly created_at: Date;
  readonly person_id: string;
  readonly author_name: string | null;
  readonly author_kind: OrganizationKind | null;
}

/** Ratings and comments in the registry's tables `help_rating` and `help_comment`. */
export class HelpStore {
  constructor(private readonly database: RegistryDatabase) {}

  /** Sum and number of the votes, and the one of this person. */
  async votes(number: number, person: PersonId) {
    const [row] = await this.database.client.$queryRaw<{ sum: number; votes: number; mine: number | null }[]>`
      SELECT coalesce(sum(stars), 0)::int AS sum, count(*)::int AS votes,
        (SELECT stars FROM help_rating WHERE article_number = ${number} AND person_id = ${person}::uuid) AS mine
      FROM help_rating
      WHERE article_number = ${number}`;
    return row ?? { sum: 0, votes: 0, mine: null };
  }

  async rate(number: number, person: PersonId, stars: number, ratedAt: Date): Promise<void> {
    await this.database.client.helpRating.upsert({
      where: { articleNumber_personId: { articleNumber: number, personId: person } },
      create: { articleNumber: number, personId: person, stars, ratedAt },
      update: { stars, ratedAt },
    });
  }

  /**
   * Newest first.
   *
   * @param namedIn paths of the subtrees whose people are named
   */
  async comments(
    number: number,
    namedIn: readonly string[],
    { limit, after, only }: CommentSelection,
  ): Promise<readonly CommentRecord[]> {
    const [at = null, id = null] = after ?? [];
    const rows = await this.database.client.$queryRaw<CommentRow[]>`
      SELECT c.id, c.text, c.created_at, c.person_id, home.kind::text AS author_kind,
        CASE WHEN EXISTS (
          SELECT FROM membership m
          JOIN organization o ON o.id = m.organization_id
          JOIN unnest(${[...namedIn]}::text[]) AS scope(path) ON o.path >= scope.path AND o.path < scope.path || ${AFTER_ANY}
          WHERE m.person_id = c.person_id
        ) THEN btrim(p.first_name || ' ' || p.last_name) END AS author_name
      FROM (
        SELECT id, text, created_at, person_id
        FROM help_comment
        WHERE article_number = ${number}
          AND (${only ?? null}::uuid IS NULL OR id = ${only ?? null}::uuid)
          AND (${at}::timestamptz IS NULL OR (created_at, id) < (${at}::timestamptz, ${id}::uuid))
        ORDER BY created_at DESC, id DESC
        LIMIT ${limit}
      ) c
      JOIN person p ON p.id = c.person_id
      LEFT JOIN LATERAL (
        SELECT o.kind
        FROM membership m
        JOIN organization o ON o.id = m.organization_id
        WHERE m.person_id = c.person_id
        ORDER BY m.created_at, m.organization_id
        LIMIT 1
      ) home ON TRUE
      ORDER BY c.created_at DESC, c.id DESC`;
    return rows.map((row) => ({
      id: row.id,
      text: row.text,
      createdAt: row.created_at,
      authorId: personId(row.person_id),
      authorName: row.author_name,
      authorKind: row.author_kind,
    }));
  }

  countComments(number: number): Promise<number> {
    return this.database.client.helpComment.count({ where: { articleNumber: number } });
  }

  /** How many the person has below the article; others of theirs wait until this unit of work ends. */
  async lockCommentsOf(number: number, person: PersonId): Promise<number> {
    await this.database.client.$queryRaw`SELECT id FROM person WHERE id = ${person}::uuid FOR NO KEY UPDATE`;
    return this.database.client.helpComment.count({ where: { articleNumber: number, personId: person } });
  }

  async add(comment: { id: string; articleNumber: number; personId: PersonId; text: string; createdAt: Date }) {
    await this.database.client.helpComment.create({ data: comment });
  }

  /** Who wrote a comment below this article. */
  async authorOf(number: number, id: string): Promise<PersonId | undefined> {
    const row = await this.database.client.helpComment.findFirst({
      where: { id, articleNumber: number },
      select: { personId: true },
    });
    return row ? personId(row.personId) : undefined;
  }

  /** @returns whether it was there */
  async remove(id: string): Promise<boolean> {
    const { count } = await this.database.client.helpComment.deleteMany({ where: { id } });
    return count > 0;
  }
}
