import { useTranslation } from 'react-i18next';
import type { SeriesBody, SeriesListBody } from '#libs/contracts/http';
import { StateMark } from '../../../ui/state-mark';
import { When } from '../../../ui/when';
import { numberText, unitOf } from '../quantity';

interface ChartTableProps {
  readonly answer: SeriesListBody;
  readonly series: SeriesBody;
  readonly isOpen: boolean;
}

/** The chart as a table, newest first, and what is marked on its axis as a list. */
export function ChartTable({ answer, series, isOpen }: ChartTableProps) {
  const { t, i18n } = useTranslation();
  const { offsets, min, avg, max, described } = series;
  const origin = Date.parse(answer.origin);
  const text = (value: number | undefined) => (value === undefined ? '' : numberText(value, described, i18n.language));
  const symbol = unitOf(series.unit, described);
  const newestFirst = offsets.map((_, index) => offsets.length - 1 - index);
  return (
    <>
      <details className="twin" open={isOpen}>
        <summary>{t('telemetry.asTable', { count: offsets.length })}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
        <section className="twin-scroll" tabIndex={0} aria-label={t('telemetry.table')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('telemetry.column.from')}</th>
                <th scope="col" className="number">
                  {t('telemetry.column.least')} {symbol}
                </th>
                <th scope="col" className="number">
                  {t('telemetry.column.mean')} {symbol}
                </th>
                <th scope="col" className="number">
                  {t('telemetry.column.greatest')} {symbol}
                </th>
              </tr>
            </thead>
            <tbody>
              {newestFirst.map((index) => (
                <tr key={offsets[index]}>
                  <th scope="row">
                    <When at={new Date(origin + (offsets[index] ?? 0) * 1_000).toISOString()} precision="second" />
                  </th>
                  <td className="number" data-label={t('telemetry.column.least')}>
                    {text(min[index])}
                  </td>
                  <td className="number" data-label={t('telemetry.column.mean')}>
                    {text(avg[index])}
                  </td>
                  <td className="number" data-label={t('telemetry.column.greatest')}>
                    {text(max[index])}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
      {answer.events.length > 0 && <Events answer={answer} />}
    </>
  );
}

const looks = {
  connected: ['disc', 'ok'],
  disconnected: ['ring', 'warn'],
  transferred: ['square', 'unknown'],
} as const;

function Events({ answer: { events, eventsLeftOff } }: { readonly answer: SeriesListBody }) {
  const { t } = useTranslation();
  return (
    <details className="twin">
      <summary>{t('telemetry.events', { count: events.length })}</summary>
      <ul className="twin-scroll events">
        {[...events].reverse().map(({ at, kind, detail }) => {
          const [shape, tone] = looks[kind];
          return (
            <li key={`${at} ${kind}`}>
              <When at={at} precision="second" />
              <StateMark shape={shape} tone={tone}>
                {t(`telemetry.event.${kind}`)}
              </StateMark>
              {detail !== null && <span className="dimmed">{detail}</span>}
            </li>
          );
        })}
        {eventsLeftOff && <li className="dimmed">{t('telemetry.eventsLeftOff')}</li>}
      </ul>
    </details>
  );
}
