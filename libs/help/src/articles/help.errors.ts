import { DomainError } from '#libs/kernel';

/** No article has this number. */
export class HelpArticleUnknownError extends DomainError<{ number: number; highest: number }> {
  readonly code = 'help.article-unknown';
  readonly kind = 'not-found';

  constructor(number: number, highest: number) {
    super(`There is no help article ${number}; they are numbered 1 to ${highest}. /help of the console lists them.`, {
      number,
      highest,
    });
  }
}

/** The article has no such comment, or no longer. */
export class HelpCommentUnknownError extends DomainError<{ number: number; commentId: string }> {
  readonly code = 'help.comment-unknown';
  readonly kind = 'not-found';

  constructor(number: number, commentId: string) {
    super(`Help article ${number} has no comment ${commentId}: it may have been deleted already.`, {
      number,
      commentId,
    });
  }
}

/** Somebody has as many comments below an article as they may. */
export class TooManyHelpCommentsError extends DomainError<{ number: number; maximum: number }> {
  readonly code = 'help.too-many-comments';
  readonly kind = 'conflict';

  constructor(number: number, maximum: number) {
    super(
      `You have ${maximum} comments below help article ${number}, the most one can have. Delete one of them first.`,
      { number, maximum },
    );
  }
}
