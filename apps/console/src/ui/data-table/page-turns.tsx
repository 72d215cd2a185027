import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListAddress } from './list-address';

/** How many rows a list has; not exact: there are more. */
export interface Found {
  readonly value: number;
  readonly exact: boolean;
}

interface PageTurnsProps {
  readonly address: ListAddress;
  readonly shown: number;
  readonly nextCursor: string | null;
  /** Absent: nobody counted. */
  readonly found: Found | undefined;
}

/** How many rows are shown, of how many, and the way to the others. */
export function PageTurns({ address: { asked, onNext, onPrevious }, shown, nextCursor, found }: PageTurnsProps) {
  const { t, i18n } = useTranslation();
  const isWhole = asked.cursor === undefined && nextCursor === null;
  return (
    <nav className="pages" aria-label={t('table.pages')}>
      <span className="dimmed" aria-live="polite">
        {t(isWhole ? 'table.shownAll' : 'table.shown', { count: shown })}
        {!isWhole && found && t('table.found', { number: foundText(found, i18n.language) })}
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

/** Such as `1,234`, or `10,000+` where nobody counted further. */
const foundText = ({ value, exact }: Found, language: string) => `${value.toLocaleString(language)}${exact ? '' : '+'}`;
