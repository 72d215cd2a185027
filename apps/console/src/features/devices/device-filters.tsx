import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectivityState } from '#libs/contracts/http';
import type { DeviceSearch } from './search';

/** How long nothing is typed before the list is asked, milliseconds. */
const TYPED_MS = 300;
/** As much as the API searches for, characters. */
const SEARCHED = 100;

interface DeviceFiltersProps {
  readonly search: DeviceSearch;
  readonly onChange: (part: Omit<DeviceSearch, 'cursor'>) => void;
}

/** The search box and the choice of connectivity above the list. */
export function DeviceFilters({ search, onChange }: DeviceFiltersProps) {
  const { t } = useTranslation();
  return (
    <div className="filters">
      <SearchBox asked={search.q ?? ''} onAsk={(q) => onChange({ q: q === '' ? undefined : q })} />
      <fieldset className="chips">
        <legend className="away">{t('devices.connectivity')}</legend>
        <Chip isChosen={search.connectivity === undefined} onChoose={() => onChange({ connectivity: undefined })}>
          {t('devices.all')}
        </Chip>
        {connectivityState.options.map((state) => (
          <Chip key={state} isChosen={search.connectivity === state} onChoose={() => onChange({ connectivity: state })}>
            {t(`devices.connection.${state}`)}
          </Chip>
        ))}
      </fieldset>
    </div>
  );
}

interface SearchBoxProps {
  /** What the address says. */
  readonly asked: string;
  readonly onAsk: (text: string) => void;
}

function SearchBox({ asked, onAsk }: SearchBoxProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(asked);
  const askLater = useDebouncedCallback(onAsk, TYPED_MS);
  // The address changes by Back and Forward as well; what is being typed only ends in spaces it does not have.
  useEffect(() => setTyped((text) => (text.trim() === asked ? text : asked)), [asked]);
  return (
    <TextInput
      type="search"
      className="filters-search"
      aria-label={t('devices.search')}
      placeholder={t('devices.searchHint')}
      maxLength={SEARCHED}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        askLater(value.trim());
      }}
    />
  );
}

interface ChipProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

function Chip({ isChosen, onChoose, children }: ChipProps) {
  return (
    <label className="chip">
      <input type="radio" name="connectivity" className="away" checked={isChosen} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}
