import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '#libs/contracts/http';
import { RemoteView } from '../../ui/remote-view';
import { Day } from '../../ui/when';
import type { ArticleNumber } from './article';
import type { ArticleLink } from './markdown';
import { Opinions } from './opinions';
import { articleQuery } from './requests';

// What reads Markdown is as large as a page.
const Markdown = lazy(async () => ({ default: (await import('./markdown')).Markdown }));

interface ArticlePageProps {
  readonly number: ArticleNumber;
  readonly articleLink: ArticleLink;
  /** Leads to all articles. */
  readonly back: ReactNode;
  /** For whoever is not signed in: leads to the sign-in and back here; undefined: somebody is signed in. */
  readonly signIn: ReactNode | undefined;
}

/** One help article with its number, its last change, and what readers think of it (R0-31, R0-32, R1-42, R4-17). */
export function ArticlePage({ number, articleLink, back, signIn }: ArticlePageProps) {
  const { t, i18n } = useTranslation();
  const spoken = language.catch('en').parse(i18n.language);
  const query = useQuery(articleQuery(number, spoken));
  const title = query.data?.title;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – Fieldgate`;
  }, [title]);
  return (
    <div className="page help-page">
      <p className="trail">{back}</p>
      <article aria-labelledby="page-title">
        <RemoteView query={query} loading={<ArticleSkeleton />}>
          {(article) => (
            <>
              <h1 id="page-title">{article.title}</h1>
              <p className="dimmed">
                {t('help.number', { number })} · {t('help.updated')} <Day date={article.updated} />
              </p>
              <div className="help-text">
                <Suspense fallback={<ArticleSkeleton />}>
                  <Markdown text={article.text} articleLink={articleLink} />
                </Suspense>
              </div>
            </>
          )}
        </RemoteView>
      </article>
      {signIn === undefined ? <Opinions number={number} /> : <p>{signIn}</p>}
    </div>
  );
}

function ArticleSkeleton() {
  return (
    <div className="help-skeleton" aria-busy="true">
      {[80, 95, 90, 60, 92, 75].map((width) => (
        <Skeleton key={width} height={16} width={`${width}%`} radius={2} />
      ))}
    </div>
  );
}
