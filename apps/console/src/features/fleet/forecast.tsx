import { useTranslation } from 'react-i18next';
import { timeLocaleOf } from '../../ui/languages';
import type { Forecasts } from './requests';

const columns = ['certificates', 'contracts', 'warranties'] as const;

/** What ends in each of the next months, as numbers with a bar beside each. */
export function Forecast({ forecasts }: { readonly forecasts: Forecasts }) {
  const { t, i18n } = useTranslation();
  const month = new Intl.DateTimeFormat(timeLocaleOf(i18n.language), {
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
        {forecasts.certificates.months.map(({ from }, place) => (
          <tr key={from}>
            <th scope="row">{month.format(new Date(`${from}T00:00:00Z`))}</th>
            {columns.map((of) => (
              <Count key={of} count={forecasts[of].months[place]?.count ?? 0} most={most} />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('fleet.later')}</th>
          {columns.map((of) => (
            <td key={of}>{t('fleet.number', { number: forecasts[of].later })}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function Count({ count, most }: { readonly count: number; readonly most: number }) {
  const { t } = useTranslation();
  return (
    <td data-none={count === 0}>
      <span className="forecast-count">
        <span>{t('fleet.number', { number: count })}</span>
        <span className="forecast-bar" aria-hidden="true">
          <span style={{ width: `${(count / most) * 100}%` }} />
        </span>
      </span>
    </td>
  );
}
