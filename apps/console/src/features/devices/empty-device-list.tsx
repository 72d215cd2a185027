import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface EmptyDeviceListProps {
  /** Something is filtered or searched for. */
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}

/** Nothing was found, or there is nothing yet: the two have different next steps. */
export function EmptyDeviceList({ isNarrowed, onClear }: EmptyDeviceListProps) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t(isNarrowed ? 'devices.nothingFound' : 'devices.none')}</h2>
      <p>{t(isNarrowed ? 'devices.nothingFoundNext' : 'devices.noneNext')}</p>
      {isNarrowed && (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('devices.showAll')}
        </Button>
      )}
    </div>
  );
}
