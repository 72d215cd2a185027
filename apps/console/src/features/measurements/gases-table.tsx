import { useTranslation } from 'react-i18next';
import {
  type OfflineMeasurementBody,
  type OfflineQuantity,
  offlineQuantities,
  offlineQuantityNames,
} from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';
import { When } from '../../ui/when';
import { subscripted } from './symbols';

const NONE = '–';
const standings = { below: ['check', 'ok'], within: ['triangle', 'warn'], above: ['square', 'bad'] } as const;

/** Everything that was measured of one sample: its value, what is typical, and how fast it changes. */
export function GasesTable({ sample }: { readonly sample: OfflineMeasurementBody }) {
  const { t } = useTranslation();
  const { rates } = sample.interpretation;
  const measured = offlineQuantityNames.filter((name) => sample[name] !== null);
  return (
    <>
      <table className="table gases">
        <thead>
          <tr>
            <th scope="col">{t('measurements.measured')}</th>
            <th scope="col" className="number">
              {t('telemetry.column.value')}
            </th>
            <th scope="col">{t('telemetry.column.unit')}</th>
            <th scope="col">{t('measurements.typical')}</th>
            <th scope="col">{t('measurements.perYear')}</th>
          </tr>
        </thead>
        <tbody>
          {measured.map((name) => (
            <Row key={name} name={name} sample={sample} />
          ))}
        </tbody>
      </table>
      {rates && (
        <p className="dimmed">
          {t('measurements.ratesSince')} <When at={rates.since} precision="day" />
          {rates.undetermined !== null && `. ${t('measurements.ratesNotJudged')}`}
        </p>
      )}
    </>
  );
}

function Row({ name, sample }: { readonly name: OfflineQuantity; readonly sample: OfflineMeasurementBody }) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => value.toLocaleString(i18n.language, { maximumFractionDigits: 2 });
  const { symbol, unit } = offlineQuantities[name];
  const typical = sample.interpretation.typical.find(({ gas }) => gas === name);
  const rate = sample.interpretation.rates?.gases.find(({ gas }) => gas === name);
  const [shape, tone] = standings[typical?.standing ?? 'below'];
  return (
    <tr>
      <th scope="row">
        {t(`measurements.quantity.${name}`)} <span className="dimmed">{subscripted(symbol)}</span>
      </th>
      <td className="number" data-label={t('telemetry.column.value')}>
        <strong>{number(sample[name] ?? 0)}</strong>
      </td>
      <td className="unit" data-label={t('telemetry.column.unit')}>
        {unit}
      </td>
      <td data-label={t('measurements.typical')}>
        {typical ? (
          <>
            <StateMark shape={shape} tone={tone}>
              {t(`measurements.standing.${typical.standing}`)}
            </StateMark>{' '}
            <span className="dimmed">
              {number(typical.lower)}–{number(typical.upper)}
            </span>
          </>
        ) : (
          NONE
        )}
      </td>
      <td data-label={t('measurements.perYear')}>
        {rate ? (
          <>
            {rate.perYear > 0 && '+'}
            {rate.perYear.toLocaleString(i18n.language, { maximumSignificantDigits: 3 })}{' '}
            {rate.isHigh === true && (
              <StateMark shape="triangle" tone="warn">
                {rate.limitPerYear === null || rate.limitPerYear === 0
                  ? t('measurements.rising')
                  : t('measurements.fast', { limit: number(rate.limitPerYear) })}
              </StateMark>
            )}
          </>
        ) : (
          NONE
        )}
      </td>
    </tr>
  );
}
