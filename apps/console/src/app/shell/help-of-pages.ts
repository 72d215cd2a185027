import type { ArticleNumber } from '../../features/help/article';

/** Which article explains which page; the first that fits counts. */
const articles: readonly (readonly [path: RegExp, number: ArticleNumber])[] = [
  [/^\/me(\/|$)/, 1],
  [/^\/(register|requests)(\/|$)/, 2],
  [/^\/certificates(\/|$)/, 3],
  [/^\/devices\/[^/]+\/certificate$/, 3],
  [/^\/devices\/[^/]+\/(connection|messages)$/, 4],
  [/^\/devices\/[^/]+\/installation$/, 11],
  [/^\/devices\/[^/]+/, 6],
  [/^\/devices$/, 15],
  [/^\/map(\/|$)/, 7],
  [/^\/(sites|add-site)(\/|$)/, 8],
  [/^\/assets\/[^/]+\/measurements/, 9],
  [/^\/organizations\/[^/]+\/(people|invitations|roles|keys|sign-in)/, 13],
  [/^\/(organizations|stock|contracts)(\/|$)/, 10],
  [/^\/(assets|models|proposals)(\/|$)/, 11],
  [/^\/imports(\/|$)/, 12],
  [/^\/audit(\/|$)/, 14],
];

/** @returns undefined: none explains this page */
export const articleOf = (path: string): ArticleNumber | undefined => articles.find(([page]) => page.test(path))?.[1];
