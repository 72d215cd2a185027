import { useTranslation } from 'react-i18next';
import type { OfflineMeasurementBody } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';
import { subscripted } from './symbols';

type Interpretation = OfflineMeasurementBody['interpretation'];

const NONE = '–';

/** What the gases of a sample say, as far as they say anything; a fault is named only where one is. */
export function Findings({ interpretation }: { readonly interpretation: Interpretation }) {
  const { t } = useTranslation();
  const { isSignificant, ratios, duval } = interpretation;
  if (isSignificant !== true)
    return (
      <div className="finding">
        <StateMark shape={isSignificant === false ? 'check' : 'dash'} tone={isSignificant === false ? 'ok' : 'unknown'}>
          <strong>{t(isSignificant === false ? 'measurements.noFault' : 'measurements.notAllMeasured')}</strong>
        </StateMark>
        <p className="dimmed">{t(isSignificant === false ? 'measurements.noFaultWhy' : 'measurements.notAllWhy')}</p>
      </div>
    );
  return (
    <div className="finding">
      <StateMark shape="triangle" tone="warn">
        <strong>{t('measurements.aboveTypical')}</strong>
      </StateMark>
      <dl className="facts">
        <div>
          <dt>{t('measurements.byTriangle')}</dt>
          <dd>{duval.zone === null ? t('measurements.duval.noPlace') : t(`measurements.fault.${duval.zone}`)}</dd>
        </div>
        <div>
          <dt>{t('measurements.byRatios')}</dt>
          <dd>
            {ratios.faults.length > 0
              ? ratios.faults.map((fault) => <div key={fault}>{t(`measurements.fault.${fault}`)}</div>)
              : t(hasEveryRatio(ratios) ? 'measurements.noRatioFits' : 'measurements.ratioMissing')}
          </dd>
        </div>
      </dl>
      <p className="dimmed">{t('measurements.guidance')}</p>
    </div>
  );
}

const hasEveryRatio = ({ acetyleneToEthylene, methaneToHydrogen, ethyleneToEthane }: Interpretation['ratios']) =>
  [acetyleneToEthylene, methaneToHydrogen, ethyleneToEthane].every((ratio) => ratio !== null);

/** The ratios of IEC 60599, and what further ones say. */
export function Ratios({ interpretation: { ratios, auxiliary } }: { readonly interpretation: Interpretation }) {
  const { t, i18n } = useTranslation();
  const text = (value: number | null) =>
    value === null ? NONE : value.toLocaleString(i18n.language, { maximumSignificantDigits: 3 });
  const rows = [
    { name: 'C₂H₂/C₂H₄', value: ratios.acetyleneToEthylene, finding: null },
    { name: 'CH₄/H₂', value: ratios.methaneToHydrogen, finding: null },
    { name: 'C₂H₄/C₂H₆', value: ratios.ethyleneToEthane, finding: null },
    ...auxiliary.map(({ ratio, value, finding, text: words }) => ({
      name: subscripted(ratio),
      value,
      finding: finding === null ? null : (wordsOf(finding) ?? words),
    })),
  ];
  return (
    <table className="table ratios">
      <thead>
        <tr>
          <th scope="col">{t('measurements.ratio')}</th>
          <th scope="col" className="number">
            {t('telemetry.column.value')}
          </th>
          <th scope="col">{t('measurements.says')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, finding }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number" data-label={t('telemetry.column.value')}>
              {text(value)}
            </td>
            <td data-label={t('measurements.says')}>{finding ?? <span className="dimmed">{NONE}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

  /** Findings are permanent codes; one without words is said as the API says it. */
  function wordsOf(finding: string): string | undefined {
    const known: unknown = i18n.getResource(i18n.language, 'translation', `measurements.finding.${finding}`);
    return typeof known === 'string' ? known : undefined;
  }
}
