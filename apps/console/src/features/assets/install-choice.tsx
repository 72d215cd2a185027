import { type QueryKey, type UseQueryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../app/refusal';
import { Confirm } from '../../ui/confirm';
import { ChoiceList } from './choice-list';

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

interface InstallChoiceProps<Answer extends Page, Key extends QueryKey> {
  readonly title: string;
  readonly words: { readonly label: string; readonly empty: string; readonly missing: string };
  /** What can be chosen, as far as it begins like that. */
  readonly queryOf: (searched: string) => UseQueryOptions<Answer, Refusal, Answer, Key>;
  readonly install: (id: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: (item: Answer['items'][number]) => ReactNode;
}

/** Installs by choosing the other end: the device of an asset, or the asset of a device. */
export function InstallChoice<Answer extends Page, Key extends QueryKey>(props: InstallChoiceProps<Answer, Key>) {
  const { title, words, queryOf, install, onClose, children } = props;
  const { t } = useTranslation();
  const client = useQueryClient();
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const query = useQuery(queryOf(searched));
  const installing = useMutation<unknown, Refusal, string>({
    mutationFn: install,
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Confirm
      title={title}
      verb={t('assets.install')}
      isPending={installing.isPending}
      refusal={installing.error}
      onConfirm={() => (chosen === undefined ? setMissing(true) : installing.mutate(chosen))}
      onClose={onClose}
    >
      <ChoiceList<Answer['items'][number]>
        label={words.label}
        query={query}
        searched={searched}
        onSearch={setSearched}
        chosen={chosen}
        onChoose={setChosen}
        empty={words.empty}
      >
        {children}
      </ChoiceList>
      {isMissing && chosen === undefined && <p role="alert">{words.missing}</p>}
    </Confirm>
  );
}
