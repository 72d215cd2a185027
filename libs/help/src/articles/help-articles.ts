import { helpArticleNames } from '#libs/contracts/http';
import { type Actor, type AuditedWork, type OrganizationKind, organizationsWhere, pathsWhere } from '#libs/identity';
import { newUuid } from '#libs/kernel';
import { HelpArticleUnknownError, HelpCommentUnknownError, TooManyHelpCommentsError } from './help.errors.js';
import type { CommentRecord, CommentSelection, HelpStore } from './help.store.js';

export interface HelpRating {
  /** Mean, to a tenth; null: nobody voted. */
  readonly value: number | null;
  readonly votes: number;
  readonly mine: number | null;
}

/** A comment as the asking actor may see it. */
export interface HelpComment {
  readonly id: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly author: {
    /** Null: of an organization whose people the actor does not see. */
    readonly name: string | null;
    /** guest: belongs to no organization. */
    readonly kind: OrganizationKind | 'guest';
    readonly mine: boolean;
  };
  /** The actor wrote it, or moderates. */
  readonly removable: boolean;
}

/** What is thought of an article. */
export interface ArticleOpinions {
  readonly number: number;
  readonly rating: HelpRating;
  readonly comments: readonly HelpComment[];
  /** Of all comments, however many were asked for. */
  readonly count: number;
}

/** Comments one person has below one article at most. */
const COMMENTS_A_PERSON = 20;
const HIGHEST = Math.max(...Object.keys(helpArticleNames).map(Number));

/** Ratings and comments of the help articles (R0-32, R1-42): given and read by people who are signed in, of any organization. */
export class HelpArticles {
  constructor(
    private readonly store: HelpStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * What is thought of an article, with a page of its comments, newest first.
   *
   * @throws {HelpArticleUnknownError}
   */
  async get(actor: Actor, number: number, selection: CommentSelection): Promise<ArticleOpinions> {
    requireArticle(number);
    const rating = await this.#rating(actor, number);
    const records = await this.store.comments(number, pathsWhere(actor, 'member.read'), selection);
    const count = await this.store.countComments(number);
    return { number, rating, comments: records.map((record) => seenBy(actor, record)), count };
  }

  /**
   * Votes, in the place of one's own vote before.
   *
   * @param stars 1 to 5
   * @throws {HelpArticleUnknownError}
   */
  async rate(actor: Actor, number: number, stars: number): Promise<HelpRating> {
    requireArticle(number);
    await this.store.rate(number, actor.personId, stars, this.work.now());
    return this.#rating(actor, number);
  }

  /**
   * Writes below an article.
   *
   * @throws {HelpArticleUnknownError | TooManyHelpCommentsError}
   */
  comment(actor: Actor, number: number, text: string): Promise<HelpComment> {
    requireArticle(number);
    return this.work.run(async () => {
      if ((await this.store.lockCommentsOf(number, actor.personId)) >= COMMENTS_A_PERSON)
        throw new TooManyHelpCommentsError(number, COMMENTS_A_PERSON);
      const createdAt = this.work.now();
      const id = newUuid(createdAt);
      await this.store.add({ id, articleNumber: number, personId: actor.personId, text, createdAt });
      const [written] = await this.store.comments(number, pathsWhere(actor, 'member.read'), { limit: 1, only: id });
      if (!written) throw new HelpCommentUnknownError(number, id);
      return seenBy(actor, written);
    });
  }

  /**
   * Deletes a comment: one's own, or as the operator's moderator anybody's, which is audited. To everybody else it is answered as if
   * it were not there.
   *
   * @throws {HelpArticleUnknownError | HelpCommentUnknownError}
   */
  remove(actor: Actor, number: number, id: string): Promise<void> {
    requireArticle(number);
    return this.work.run(async () => {
      const author = await this.store.authorOf(number, id);
      const isMine = author === actor.personId;
      const [moderatedFor] = organizationsWhere(actor, 'help.moderate');
      if (author === undefined || (!isMine && moderatedFor === undefined))
        throw new HelpCommentUnknownError(number, id);
      if (!(await this.store.remove(id))) throw new HelpCommentUnknownError(number, id);
      if (isMine || moderatedFor === undefined) return;
      await this.work.record({
        action: 'help-comment.removed',
        actorId: actor.personId,
        organizationId: moderatedFor,
        subject: { kind: 'help-comment', id },
        details: { articleNumber: number, authorId: author },
      });
    });
  }

  async #rating(actor: Actor, number: number): Promise<HelpRating> {
    const { sum, votes, mine } = await this.store.votes(number, actor.personId);
    return { value: votes === 0 ? null : Math.round((sum / votes) * 10) / 10, votes, mine };
  }
}

function requireArticle(number: number): void {
  if (!(number in helpArticleNames)) throw new HelpArticleUnknownError(number, HIGHEST);
}

function seenBy(actor: Actor, { authorId, authorName, authorKind, ...comment }: CommentRecord): HelpComment {
  const mine = authorId === actor.personId;
  return {
    id: comment.id,
    text: comment.text,
    createdAt: comment.createdAt,
    author: { name: authorName, kind: authorKind ?? 'guest', mine },
    removable: mine || organizationsWhere(actor, 'help.moderate').length > 0,
  };
}
