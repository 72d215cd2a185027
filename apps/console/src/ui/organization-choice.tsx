import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrganizationBody, organizationPage } from '#libs/contracts/http';
import { ask } from '../app/http';
import { Problem } from './problem';

/** How long nothing is typed before the list is asked, milliseconds. */
const TYPED_MS = 300;
/** As many are offered; whoever is not among them is found by the search. */
const OFFERED = 100;

const organizationsQuery = (kinds: readonly OrganizationBody['kind'][], q: string) =>
  queryOptions({
    queryKey: ['organization-choice', kinds, q],
    queryFn: ({ signal }) => {
      const [only] = kinds;
      const kind = kinds.length === 1 ? only : undefined;
      return ask({ path: '/organizations', query: { kind, q, limit: OFFERED }, answer: organizationPage, signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

interface OrganizationChoiceProps {
  /** Only organizations of these kinds. */
  readonly kinds: readonly OrganizationBody['kind'][];
  readonly label: string;
  readonly description?: string;
  /** Empty: none yet. */
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** One organization of those the reader sees; more than fit a list are searched for by their names. */
export function OrganizationChoice(props: OrganizationChoiceProps) {
  const { kinds, label, description, value, error, onChoose } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), TYPED_MS);
  const query = useQuery(organizationsQuery(kinds, q));
  if (query.error && !query.data) return <Problem refusal={query.error} onRetry={() => void query.refetch()} />;
  const items = (query.data?.items ?? []).filter(({ kind }) => kinds.includes(kind));
  const isLong = q !== '' || typed !== '' || (query.data?.nextCursor ?? null) !== null;
  const options = items.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {isLong && (
        <TextInput
          type="search"
          label={t('organizationChoice.find')}
          maxLength={200}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <NativeSelect
        label={label}
        description={query.data && items.length === 0 ? t('organizationChoice.none') : description}
        value={options.some((option) => option.value === value) ? value : ''}
        error={error}
        data={[{ value: '', label: t('organizationChoice.choose') }, ...options]}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      />
    </>
  );
}
