import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isFiltered, type MapSearch } from './search';

interface MapNoticeProps {
  readonly search: MapSearch;
  /** There is none in the whole world. */
  readonly isNowhere: boolean;
  readonly onClear: () => void;
  readonly onShowAll: () => void;
}

/** Why there is nothing to see, and what to do. */
export function MapNotice({ search, isNowhere, onClear, onShowAll }: MapNoticeProps) {
  const { t } = useTranslation();
  if (isFiltered(search))
    return (
      <div className="notice">
        <h2>{t('map.nothingFound')}</h2>
        <p>{t('map.nothingFoundNext')}</p>
        <Button variant="default" onClick={onClear}>
          {t('map.clear')}
        </Button>
      </div>
    );
  return (
    <div className="notice">
      <h2>{t(isNowhere ? 'map.nowhere' : 'map.noneHere')}</h2>
      <p>{t(isNowhere ? 'map.nowhereNext' : 'map.noneHereNext')}</p>
      {!isNowhere && (
        <Button variant="default" onClick={onShowAll}>
          {t('map.showAll')}
        </Button>
      )}
    </div>
  );
}
