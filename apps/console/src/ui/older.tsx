import { Button } from '@mantine/core';
import type { InfiniteData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

/** A list of which older parts come when they are asked for. */
export interface OlderQuery {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Everything of a list that was loaded so far. */
export const itemsOf = <Item,>(data: InfiniteData<{ readonly items: readonly Item[] }>): readonly Item[] =>
  data.pages.flatMap(({ items }) => items);

/** Loads what is older, or what follows in a list that is sorted otherwise; nothing where that is all. */
export function Older({ query, label }: { readonly query: OlderQuery; readonly label?: string }) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <div>
      <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {label ?? t('common.older')}
      </Button>
    </div>
  );
}
