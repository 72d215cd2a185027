import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListAddress } from './list-address';

interface PageTurnsProps {
  readonly address: ListAddress;
  readonly shown: number;
  readonly nextCursor: string | null;
}

/** How many rows are shown and whether there are more: lists of the API have no count. */
export function PageTurns({ address: { asked, onNext, onPrevious }, shown, nextCursor }: PageTurnsProps) {
  const { t } = useTranslation();
  const isWhole = asked.cursor === undefined && nextCursor === null;
  return (
    <nav className="pages" aria-label={t('table.pages')}>
      <span className="dimmed" aria-live="polite">
        {t(isWhole ? 'table.shownAll' : 'table.shown', { count: shown })}
      </span>
      {!isWhole && (
        <span className="pages-turns">
          {onPrevious && (
            <Button variant="default" size="xs" onClick={onPrevious}>
              {t('table.previous')}
            </Button>
          )}
          {nextCursor !== null && (
            <Button variant="default" size="xs" onClick={() => onNext(nextCursor)}>
              {t('table.next')}
            </Button>
          )}
        </span>
      )}
    </nav>
  );
}
