import { useTranslation } from 'react-i18next';
import { Day } from '../when';

const DAY_MS = 24 * 60 * 60 * 1000;

interface EndsBetweenProps {
  /** First day, such as `2026-12-01`. */
  readonly from: string;
  /** First day after it; undefined: there is none. */
  readonly before: string | undefined;
}

/** Says that a list shows what ends in some days alone. */
export function EndsBetween({ from, before }: EndsBetweenProps) {
  const { t } = useTranslation();
  if (before === undefined)
    return (
      <p>
        {t('table.endsAfter')} <Day date={from} />
      </p>
    );
  return (
    <p>
      {t('table.endsFrom')} <Day date={from} /> {t('table.endsTo')} <Day date={dayBefore(before)} />
    </p>
  );
}

const dayBefore = (day: string) => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
