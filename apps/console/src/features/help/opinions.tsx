import { Skeleton } from '@mantine/core';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HelpArticleBody, HelpRatingBody } from '#libs/contracts/http';
import { Older } from '../../ui/older';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import type { ArticleNumber } from './article';
import { CommentForm } from './comment-form';
import { CommentRow } from './comment-row';
import { Rating } from './rating';
import { opinionsQuery } from './requests';

/** What readers think of an article; it fails without taking the article with it. */
export function Opinions({ number }: { readonly number: ArticleNumber }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { queryKey } = opinionsQuery(number);
  const query = useInfiniteQuery(opinionsQuery(number));
  const refresh = () => client.invalidateQueries({ queryKey });
  const rated = (rating: HelpRatingBody) =>
    client.setQueryData<InfiniteData<HelpArticleBody, string>>(
      queryKey,
      (known) => known && { ...known, pages: known.pages.map((page) => ({ ...page, rating })) },
    );
  return (
    <Panel title={t('help.opinions')}>
      <RemoteView query={query} loading={<Skeleton height={160} radius={2} />}>
        {({ pages: [first, ...others] }) =>
          first && (
            <>
              <Rating number={number} rating={first.rating} onRated={rated} />
              <h3>{t('help.comments', { count: first.comments.count })}</h3>
              <CommentForm number={number} onSent={refresh} />
              <ul className="comment-list">
                {[first, ...others]
                  .flatMap(({ comments }) => comments.items)
                  .map((comment) => (
                    <CommentRow key={comment.id} number={number} comment={comment} onRemoved={refresh} />
                  ))}
              </ul>
              <Older query={query} />
            </>
          )
        }
      </RemoteView>
    </Panel>
  );
}
