import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { ChartPanel } from './chart/chart-panel';
import type { ChartTabProps } from './now-tab';
import { useQuantityName } from './quantity';
import { latestQuery } from './requests';
import { USUAL_SPAN } from './search';
import { quantitiesOf } from './values-table';

/** One quantity at a time over any span, with its table open. */
export function HistoryTab({ deviceId, search: { quantity, span = USUAL_SPAN }, onSearch }: ChartTabProps) {
  const { t } = useTranslation();
  const nameOf = useQuantityName();
  const query = useQuery(latestQuery(deviceId));
  return (
    <Panel title={t('device.chart')}>
      <RemoteView
        query={query}
        loading={<Skeleton height={34} radius={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{t('telemetry.noValues')}</p>}
      >
        {(latest) => (
          <fieldset className="chips quantities">
            <legend className="away">{t('telemetry.column.quantity')}</legend>
            {quantitiesOf(latest).map((name) => (
              <label key={name} className="chip">
                <input
                  type="radio"
                  name="quantity"
                  className="away"
                  checked={name === quantity}
                  onChange={() => onSearch({ quantity: name })}
                />
                <span>{nameOf(name)}</span>
              </label>
            ))}
          </fieldset>
        )}
      </RemoteView>
      {quantity === undefined ? (
        query.data && query.data.items.length > 0 && <p className="dimmed">{t('telemetry.chooseQuantity')}</p>
      ) : (
        <ChartPanel
          key={quantity}
          deviceId={deviceId}
          quantity={quantity}
          span={span}
          onSpan={(next) => onSearch({ span: next })}
          isTableOpen
        />
      )}
    </Panel>
  );
}
