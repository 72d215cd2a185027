import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RemoteView } from '../../ui/remote-view';
import { SearchField } from '../../ui/search-field';

/** As much as the API searches for, characters. */
const SEARCHED = 100;

interface ChoiceListProps<Item extends { readonly id: string }> {
  /** What is chosen from. */
  readonly label: string;
  readonly query: Parameters<typeof RemoteView<{ items: readonly Item[]; nextCursor: string | null }>>[0]['query'];
  readonly searched: string;
  readonly onSearch: (text: string) => void;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  /** What there is to do where nothing can be chosen. */
  readonly empty: string;
  readonly children: (item: Item) => ReactNode;
}

/** One of a list that the platform searches, chosen by pressing it. */
export function ChoiceList<Item extends { readonly id: string }>(props: ChoiceListProps<Item>) {
  const { label, query, searched, onSearch, chosen, onChoose, empty, children } = props;
  const { t } = useTranslation();
  return (
    <>
      <SearchField
        label={label}
        placeholder={t('assets.choiceHint')}
        maxLength={SEARCHED}
        asked={searched}
        onAsk={onSearch}
      />
      <RemoteView
        query={query}
        loading={<Skeleton height={140} radius={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{searched === '' ? empty : t('assets.choiceNone')}</p>}
      >
        {({ items, nextCursor }) => (
          <fieldset className="choices choice-list">
            <legend className="away">{label}</legend>
            {items.map((item) => (
              <label key={item.id}>
                <input type="radio" name="choice" checked={item.id === chosen} onChange={() => onChoose(item.id)} />
                <span>{children(item)}</span>
              </label>
            ))}
            {nextCursor !== null && <p className="dimmed">{t('assets.choiceMore')}</p>}
          </fieldset>
        )}
      </RemoteView>
    </>
  );
}
