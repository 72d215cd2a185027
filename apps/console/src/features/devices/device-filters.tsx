import { useTranslation } from 'react-i18next';
import { connectivityState, type DevicePageBody } from '#libs/contracts/http';
import type { ListAddress } from '../../ui/data-table/list-address';
import { SearchField } from '../../ui/search-field';
import { SEARCHED } from './search';

interface DeviceFiltersProps extends Pick<ListAddress, 'asked' | 'onAsk'> {
  /** Undefined while it is counted. */
  readonly found: DevicePageBody['count'];
}

/** The search box, the choice of connectivity and the number of devices found above the list. */
export function DeviceFilters({ asked, onAsk, found }: DeviceFiltersProps) {
  const { t } = useTranslation();
  return (
    <div className="filters">
      <SearchField
        aria-label={t('devices.search')}
        placeholder={t('devices.searchHint')}
        maxLength={SEARCHED}
        asked={String(asked.q ?? '')}
        onAsk={(q) => onAsk({ q: q === '' ? undefined : q }, true)}
      />
      <fieldset className="chips">
        <legend className="away">{t('devices.connectivity')}</legend>
        <Chip isChosen={asked.connectivity === undefined} onChoose={() => onAsk({ connectivity: undefined })}>
          {t('devices.all')}
        </Chip>
        {connectivityState.options.map((state) => (
          <Chip
            key={state}
            isChosen={String(asked.connectivity) === state}
            onChoose={() => onAsk({ connectivity: [state] })}
          >
            {t(`devices.connection.${state}`)}
          </Chip>
        ))}
      </fieldset>
      <output className="dimmed">
        {found && t(found.exact ? 'devices.found' : 'devices.foundMore', { count: found.value })}
      </output>
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
