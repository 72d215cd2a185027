import { Trans } from 'react-i18next';
import { Day } from '../when';

const DAY_MS = 24 * 60 * 60 * 1000;

interface EndsBetweenProps {
  /** First day, such as `2026-12-01`; undefined: any. */
  readonly from: string | undefined;
  /** First day after it; undefined: there is none. */
  readonly before: string | undefined;
}

/** Says that a list shows what ends in some days alone; nothing where it shows all. */
export function EndsBetween({ from, before }: EndsBetweenProps) {
  if (from === undefined) return null;
  const last = before && new Date(Date.parse(before) - DAY_MS).toISOString().slice(0, 10);
  return (
    <p className="filters">
      <span>
        <Trans
          i18nKey={last === undefined ? 'table.endsFrom' : 'table.endsBetween'}
          components={{ from: <Day date={from} />, last: <Day date={last ?? from} /> }}
        />
      </span>
    </p>
  );
}
