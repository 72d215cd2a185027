import { useTranslation } from 'react-i18next';
import { type OfflineMeasurementBody, offlineQuantities, offlineQuantityNames } from '#libs/contracts/http';
import { Older } from '../../ui/older';
import { When } from '../../ui/when';
import { subscripted } from './symbols';

interface SampleTableProps {
  readonly query: Parameters<typeof Older>[0]['query'];
  readonly samples: readonly OfflineMeasurementBody[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Every sample, newest first, with the quantities that any of them has; pressing one shows what it says. */
export function SampleTable({ query, samples, chosen, onChoose }: SampleTableProps) {
  const { t, i18n } = useTranslation();
  const names = offlineQuantityNames.filter((name) => samples.some((sample) => sample[name] !== null));
  return (
    <>
      {/* Twelve quantities side by side are wider than a phone: the table scrolls, and is reached by keys to do so. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse (WCAG 2.1.1). */}
      <section className="samples" aria-label={t('measurements.historyTable')} tabIndex={0}>
        <table className="sample-table">
          <thead>
            <tr>
              <th scope="col">{t('measurements.sampledAt')}</th>
              {names.map((name) => (
                <th key={name} scope="col" className="number" title={t(`measurements.quantity.${name}`)}>
                  {subscripted(offlineQuantities[name].symbol)}
                  <span className="unit"> {offlineQuantities[name].unit}</span>
                </th>
              ))}
              <th scope="col">{t('measurements.duval.zone')}</th>
            </tr>
          </thead>
          <tbody>
            {samples.map((sample) => (
              <tr key={sample.id} data-chosen={sample.id === chosen || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="value-name"
                    aria-pressed={sample.id === chosen}
                    onClick={() => onChoose(sample.id)}
                  >
                    <When at={sample.sampledAt} precision="day" />
                  </button>
                </th>
                {names.map((name) => (
                  <td key={name} className="number">
                    {sample[name]?.toLocaleString(i18n.language, { maximumFractionDigits: 2 }) ?? '–'}
                  </td>
                ))}
                <td>{sample.interpretation.duval.zone ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Older query={query} />
    </>
  );
}
