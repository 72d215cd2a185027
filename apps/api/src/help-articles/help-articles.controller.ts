import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  type HelpArticleBody,
  type HelpArticleQuery,
  type HelpCommentBody,
  type HelpRatingBody,
  helpArticle,
  helpArticleNumber,
  helpArticleQuery,
  helpComment,
  helpRating,
  type NewHelpComment,
  type NewHelpRating,
  newHelpComment,
  newHelpRating,
  uuid,
} from '#libs/contracts/http';
import { HelpArticles, type HelpComment } from '#libs/help';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { pageFrom } from '../request/page.js';

/** Ratings and comments of the help articles. */
@ApiTags('Help')
@Controller('help-articles/:number')
@PeopleOnly()
export class HelpArticlesController {
  constructor(private readonly articles: HelpArticles) {}

  @Get()
  @Operation(
    'getHelpArticle',
    'Get what is thought of a help article',
    'Its rating and its comments. The text of the article comes with the console, in each language.',
  )
  @Refuses('help.article-unknown')
  @Answers(200, helpArticle, 'The rating, and a page of the comments, newest first.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('number', { schema: helpArticleNumber }) number: number,
    @Query({ schema: helpArticleQuery }) { limit, cursor }: HelpArticleQuery,
  ): Promise<HelpArticleBody> {
    const { rating, comments, count } = await this.articles.get(actor, number, { limit: limit + 1, after: cursor });
    const page = pageFrom(comments, limit, commentBody, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    return { number, rating: { ...rating }, comments: { count, ...page } };
  }

  @Put('rating')
  @Operation('rateHelpArticle', 'Rate a help article', 'In the place of your vote before, if you gave one.')
  @Refuses('help.article-unknown')
  @Answers(200, helpRating, 'The rating with your vote.')
  async rate(
    @CurrentActor() actor: Actor,
    @Param('number', { schema: helpArticleNumber }) number: number,
    @Body({ schema: newHelpRating }) { stars }: NewHelpRating,
  ): Promise<HelpRatingBody> {
    return { ...(await this.articles.rate(actor, number, stars)) };
  }

  @Post('comments')
  @Idempotent()
  @Operation(
    'commentOnHelpArticle',
    'Comment on a help article',
    'Everybody who signs in reads it. Your name is shown to those who see the people of your organization anyway, and to nobody else.',
  )
  @Refuses('help.article-unknown', 'help.comment-unknown', 'help.too-many-comments')
  @Answers(201, helpComment, 'The comment.')
  async comment(
    @CurrentActor() actor: Actor,
    @Param('number', { schema: helpArticleNumber }) number: number,
    @Body({ schema: newHelpComment }) { text }: NewHelpComment,
  ): Promise<HelpCommentBody> {
    return commentBody(await this.articles.comment(actor, number, text));
  }

  @Delete('comments/:commentId')
  @HttpCode(204)
  @Operation(
    'deleteHelpComment',
    'Delete a comment on a help article',
    'Your own; the operator’s administrators delete anybody’s, which is audited.',
  )
  @Refuses('help.article-unknown', 'help.comment-unknown')
  @ApiNoContentResponse({ description: 'The comment is gone.' })
  remove(
    @CurrentActor() actor: Actor,
    @Param('number', { schema: helpArticleNumber }) number: number,
    @Param('commentId', { schema: uuid }) commentId: string,
  ): Promise<void> {
    return this.articles.remove(actor, number, commentId);
  }
}

const commentBody = ({ author, createdAt, ...comment }: HelpComment): HelpCommentBody => ({
  ...comment,
  author: { ...author },
  createdAt: createdAt.toISOString(),
});
