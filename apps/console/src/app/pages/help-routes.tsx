import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isArticleNumber } from '../../features/help/article';
import { ArticlePage } from '../../features/help/article-page';
import { HelpListPage } from '../../features/help/help-list-page';
import type { ArticleLink } from '../../features/help/markdown';
import { NotFoundPage } from './not-found-page';

const route = getRouteApi('/help/help/$number');

const LinkToArticle: ArticleLink = ({ number, children }) => (
  <Link to="/help/$number" params={{ number: String(number) }}>
    {children}
  </Link>
);

/** Ties the list of articles to the address. */
export const HelpListRoute = () => <HelpListPage articleLink={LinkToArticle} />;

/** Ties an article to the address. */
export function HelpArticleRoute() {
  const { t } = useTranslation();
  const number = Number(route.useParams().number);
  const { session } = route.useRouteContext();
  if (!isArticleNumber(number)) return <NotFoundPage />;
  const signIn = (
    <>
      {t('help.signInWhy')}{' '}
      <Link to="/sign-in" search={{ next: `/help/${number}` }}>
        {t('session.signIn')}
      </Link>
    </>
  );
  return (
    <ArticlePage
      key={number}
      number={number}
      articleLink={LinkToArticle}
      back={<Link to="/help">{t('help.all')}</Link>}
      signIn={session.signedIn && session.passwordChange !== 'required' ? undefined : signIn}
    />
  );
}
