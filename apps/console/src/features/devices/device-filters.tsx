import { useTranslation } from 'react-i18next';
import { connectivityState } from '#libs/contracts/http';
import { SearchField } from '../../ui/search-field';
import type { DeviceSearch } from './search';

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
      <SearchField
        aria-label={t('devices.search')}
        placeholder={t('devices.searchHint')}
        maxLength={SEARCHED}
        asked={search.q ?? ''}
        onAsk={(q) => onChange({ q: q === '' ? undefined : q })}
      />
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
