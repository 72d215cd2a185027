import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Ways through the pages of a list. */
export interface PageTurns {
  readonly onNext: (cursor: string) => void;
  /** Undefined on the first page. */
  readonly onPrevious: (() => void) | undefined;
}

interface DevicePagesProps extends PageTurns {
  readonly shown: number;
  readonly nextCursor: string | null;
  readonly isAtStart: boolean;
}

/** How many are shown and whether there are more: lists of the API have no count. */
export function DevicePages({ shown, nextCursor, isAtStart, onNext, onPrevious }: DevicePagesProps) {
  const { t } = useTranslation();
  const isWhole = isAtStart && nextCursor === null;
  return (
    <nav className="pages" aria-label={t('devices.pages')}>
      <span className="dimmed" aria-live="polite">
        {t(isWhole ? 'devices.shownAll' : 'devices.shown', { count: shown })}
      </span>
      {!isWhole && (
        <span className="pages-turns">
          {onPrevious && (
            <Button variant="default" size="xs" onClick={onPrevious}>
              {t('devices.previous')}
            </Button>
          )}
          {nextCursor !== null && (
            <Button variant="default" size="xs" onClick={() => onNext(nextCursor)}>
              {t('devices.next')}
            </Button>
          )}
        </span>
      )}
    </nav>
  );
}
