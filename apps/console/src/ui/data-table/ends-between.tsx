import { useTranslation } from 'react-i18next';
import { Day } from '../when';

const DAY_MS = 24 * 60 * 60 * 1000;

interface EndsBetweenProps {
  /** What of a row ends, where that is not the row itself. */
  readonly of?: string;
  /** First day, such as `2026-12-01`; undefined: there is none. */
  readonly from: string | undefined;
  /** First day after it; undefined: there is none. */
  readonly before: string | undefined;
}

/** Says that a list shows what ends in some days alone. */
export function EndsBetween({ of, from, before }: EndsBetweenProps) {
  const { t } = useTranslation();
  if (from === undefined && before === undefined) return null;
  return (
    <p>
      {of !== undefined && `${of}: `}
      {from === undefined && t('table.endsBy')}
      {from !== undefined && (
        <>
          {t(before === undefined ? 'table.endsAfter' : 'table.endsFrom')} <Day date={from} />
        </>
      )}
      {from !== undefined && before !== undefined && ` ${t('table.endsTo')}`}
      {before !== undefined && (
        <>
          {' '}
          <Day date={dayBefore(before)} />
        </>
      )}
    </p>
  );
}

const dayBefore = (day: string) => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
