import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { helpArticle, helpComment, helpRating, type Language } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { type ArticleNumber, articleFrom } from './article';

/** Comments a page. */
const PAGE = 20;

const keys = {
  article: (number: ArticleNumber, language: Language) => ['help-article', number, language],
  opinions: (number: ArticleNumber) => ['help-opinions', number],
} as const;

/** The text of an article, which came with the console. */
export const articleQuery = (number: ArticleNumber, language: Language) =>
  queryOptions({
    queryKey: keys.article(number, language),
    queryFn: async () => articleFrom(await (await import('./article-files')).articleFile(language, number)),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What is thought of an article: its rating, and its comments, newest first. */
export const opinionsQuery = (number: ArticleNumber) =>
  infiniteQueryOptions({
    queryKey: keys.opinions(number),
    queryFn: ({ pageParam, signal }) =>
      ask({
        path: `/help-articles/${number}`,
        query: { limit: PAGE, cursor: pageParam },
        answer: helpArticle,
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ comments }) => comments.nextCursor,
  });

/** Votes; the vote before goes. */
export const rate = (number: ArticleNumber, stars: number) =>
  ask({ method: 'PUT', path: `/help-articles/${number}/rating`, body: { stars }, answer: helpRating });

/** @param idempotencyKey the same for each try of what was typed once */
export const comment = (number: ArticleNumber, text: string, idempotencyKey: string) =>
  ask({
    method: 'POST',
    path: `/help-articles/${number}/comments`,
    body: { text },
    answer: helpComment,
    idempotencyKey,
  });

export const removeComment = (number: ArticleNumber, id: string) =>
  ask({ method: 'DELETE', path: `/help-articles/${number}/comments/${id}`, answer: z.undefined() });
