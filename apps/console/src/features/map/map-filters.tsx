import { CloseButton, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { certificateState, connectivityState, deviceFreshness, deviceLifecycle } from '#libs/contracts/http';
import { SearchField } from '../../ui/search-field';
import type { MapFilter, MapSearch } from './search';

/** As much as the API searches for, characters. */
const SEARCHED = 100;
/** A retired device is on no map. */
const lifecycles = deviceLifecycle.options.filter((state) => state !== 'retired');

const choices = [
  { name: 'connectivity', values: connectivityState.options },
  { name: 'freshness', values: deviceFreshness.options },
  { name: 'certificate', values: certificateState.options },
  { name: 'lifecycle', values: lifecycles },
] as const;
/** What only links bring along: it is shown, and can be taken away. */
const brought = ['organizationId', 'siteId', 'model'] as const;

interface MapFiltersProps {
  readonly search: MapSearch;
  readonly onChange: (part: Partial<Record<keyof MapFilter, string | undefined>> & MapFilter) => void;
}

/** Which devices are on the map. */
export function MapFilters({ search, onChange }: MapFiltersProps) {
  const { t } = useTranslation();
  return (
    <div className="map-filters">
      <SearchField
        aria-label={t('devices.search')}
        placeholder={t('devices.searchHint')}
        maxLength={SEARCHED}
        asked={search.q ?? ''}
        onAsk={(q) => onChange({ q: q === '' ? undefined : q })}
      />
      {choices.map(({ name, values }) => (
        <NativeSelect
          key={name}
          className="map-choice"
          aria-label={t(`map.filter.${name}`)}
          data-chosen={search[name] !== undefined}
          value={search[name] ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ [name]: value === '' ? undefined : value })}
        >
          <option value="">{t(`map.filter.${name}`)}</option>
          {values.map((value) => (
            <option key={value} value={value}>
              {t(`map.value.${name}.${value}` as 'map.value.freshness.fresh')}
            </option>
          ))}
        </NativeSelect>
      ))}
      {brought.map(
        (name) =>
          search[name] !== undefined && (
            <span key={name} className="map-token">
              {name === 'model' ? search.model : t(`map.only.${name}`)}
              <CloseButton
                size="sm"
                aria-label={t('map.only.remove')}
                onClick={() => onChange({ [name]: undefined })}
              />
            </span>
          ),
      )}
    </div>
  );
}
