import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel';
import { Attributes } from './attributes';
import { ChartPanel } from './chart/chart-panel';
import { type ChartSearch, USUAL_SPAN } from './search';
import { ValuesTable } from './values-table';

export interface ChartTabProps {
  readonly deviceId: string;
  readonly search: ChartSearch;
  readonly onSearch: (change: ChartSearch) => void;
}

/** The newest values, and the history of the one that was pressed above them. */
export function NowTab({ deviceId, search: { quantity, span = USUAL_SPAN }, onSearch }: ChartTabProps) {
  const { t } = useTranslation();
  return (
    <>
      {quantity !== undefined && (
        <Panel title={t('device.chart')} key={quantity}>
          <ChartPanel deviceId={deviceId} quantity={quantity} span={span} onSpan={(next) => onSearch({ span: next })} />
        </Panel>
      )}
      <Panel title={t('device.values')}>
        <ValuesTable
          deviceId={deviceId}
          chosen={quantity}
          onChoose={(next) => onSearch({ quantity: next === quantity ? undefined : next })}
        />
      </Panel>
      <Panel title={t('device.attributes')}>
        <Attributes deviceId={deviceId} />
      </Panel>
    </>
  );
}
