import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateFormat } from '../../ui/formats';
import type { Forecasts } from './requests';

/** Leads to the list of what ends in some days; `before` is the first day after them. */
export type EndsLink = ComponentType<{
  readonly of: keyof Forecasts;
  readonly from: string;
  readonly before: string | undefined;
  readonly children: ReactNode;
}>;

const columns = ['certificates', 'contracts', 'warranties'] as const;

interface ForecastProps {
  readonly forecasts: Forecasts;
  readonly link: EndsLink;
}

/** What ends in each of the next months, as numbers with a bar beside each; each opens the list of what it counts (rule 7). */
export function Forecast({ forecasts, link: Link }: ForecastProps) {
  const { t, i18n } = useTranslation();
  const month = dateFormat(i18n.language, {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const most = Math.max(1, ...columns.flatMap((of) => forecasts[of].months.map(({ count }) => count)));
  return (
    <table className="forecast">
      <thead>
        <tr>
          <th scope="col">{t('fleet.month')}</th>
          {columns.map((of) => (
            <th key={of} scope="col">
              {t(`fleet.of.${of}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {forecasts.certificates.months.map(({ from, to }, place) => (
          <tr key={from}>
            <th scope="row">{month.format(new Date(`${from}T00:00:00Z`))}</th>
            {columns.map((of) => (
              <Count key={of} count={forecasts[of].months[place]?.count ?? 0} most={most}>
                {(words) => (
                  <Link of={of} from={from} before={to}>
                    {words}
                  </Link>
                )}
              </Count>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('fleet.later')}</th>
          {columns.map((of) => (
            <td key={of}>
              <Link of={of} from={forecasts[of].months.at(-1)?.to ?? ''} before={undefined}>
                {t('fleet.number', { number: forecasts[of].later })}
              </Link>
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

interface CountProps {
  readonly count: number;
  readonly most: number;
  /** Draws the number. */
  readonly children: (words: string) => ReactNode;
}

function Count({ count, most, children }: CountProps) {
  const { t } = useTranslation();
  return (
    <td data-none={count === 0}>
      <span className="forecast-count">
        <span>{children(t('fleet.number', { number: count }))}</span>
        <span className="forecast-bar" aria-hidden="true">
          <span style={{ width: `${(count / most) * 100}%` }} />
        </span>
      </span>
    </td>
  );
}
