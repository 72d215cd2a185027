import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeviceSearch } from './search';

interface EmptyDeviceListProps {
  readonly search: DeviceSearch;
  readonly onClear: () => void;
}

/** Nothing was found, or there is nothing yet: the two have different next steps. */
export function EmptyDeviceList({ search, onClear }: EmptyDeviceListProps) {
  const { t } = useTranslation();
  const isSearched = search.q !== undefined || search.connectivity !== undefined;
  return (
    <div className="notice">
      <h2>{t(isSearched ? 'devices.nothingFound' : 'devices.none')}</h2>
      <p>{t(isSearched ? 'devices.nothingFoundNext' : 'devices.noneNext')}</p>
      {isSearched && (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('devices.showAll')}
        </Button>
      )}
    </div>
  );
}
