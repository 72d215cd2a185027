import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LatestReadingsBody, SeriesListBody } from '#libs/contracts/http';
import { RemoteView } from '../../ui/remote-view';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/when';
import { sparkPath } from './chart/columns';
import { outside, unitOf, useQuantityName, useValueText } from './quantity';
import { glanceQuery, latestQuery } from './requests';

type Reading = LatestReadingsBody['items'][number];

interface ValuesTableProps {
  readonly deviceId: string;
  /** What the chart shows. */
  readonly chosen: string | undefined;
  readonly onChoose: (quantity: string) => void;
}

/** The newest value of each quantity; pressing one puts it in the chart. */
export function ValuesTable({ deviceId, chosen, onChoose }: ValuesTableProps) {
  const { t } = useTranslation();
  const latest = useQuery(latestQuery(deviceId));
  const quantities = quantitiesOf(latest.data);
  const { data: glance } = useQuery(glanceQuery(deviceId, quantities));
  return (
    <RemoteView
      query={latest}
      loading={<Skeleton height={180} radius={2} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<p className="dimmed">{t('telemetry.noValues')}</p>}
    >
      {({ items }) => (
        <>
          {chosen === undefined && <p className="dimmed">{t('telemetry.chooseQuantity')}</p>}
          <table className="table values">
            <thead>
              <tr>
                <th scope="col">{t('telemetry.column.quantity')}</th>
                <th scope="col" className="number">
                  {t('telemetry.column.value')}
                </th>
                <th scope="col">{t('telemetry.column.unit')}</th>
                <th scope="col">{t('telemetry.column.age')}</th>
                <th scope="col">{t('telemetry.column.glance')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((reading) => (
                <Row
                  key={`${reading.quantity} ${reading.unit}`}
                  reading={reading}
                  glance={glance}
                  isChosen={reading.quantity === chosen}
                  onChoose={onChoose}
                />
              ))}
            </tbody>
          </table>
        </>
      )}
    </RemoteView>
  );
}

/** The names, each once: a device may send one in several units. */
export const quantitiesOf = (latest: LatestReadingsBody | undefined): readonly string[] => [
  ...new Set(latest?.items.map(({ quantity }) => quantity)),
];

interface RowProps {
  readonly reading: Reading;
  readonly glance: SeriesListBody | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (quantity: string) => void;
}

function Row({ reading, glance, isChosen, onChoose }: RowProps) {
  const { t } = useTranslation();
  const nameOf = useQuantityName();
  const textOf = useValueText();
  const { quantity, value, unit, described, observedAt } = reading;
  const side = outside(value, described);
  const series = glance?.series.find((each) => each.quantity === quantity);
  const text = textOf(value, described);
  return (
    <tr data-chosen={isChosen}>
      <th scope="row">
        <button type="button" className="value-name" aria-pressed={isChosen} onClick={() => onChoose(quantity)}>
          {nameOf(quantity)}
        </button>
      </th>
      <td className="number" data-label={t('telemetry.column.value')} title={text}>
        {side === undefined ? (
          <span className="value">{text}</span>
        ) : (
          <StateMark shape="triangle" tone="warn">
            <span className="value">{text}</span>
            <span className="away"> {t(`telemetry.outside.${side}`)}</span>
          </StateMark>
        )}
      </td>
      <td data-label={t('telemetry.column.unit')}>{unitOf(unit, described) || '–'}</td>
      <td data-label={t('telemetry.column.age')}>
        <Ago at={observedAt} />
      </td>
      <td className="values-glance">
        {glance && series?.numeric && (
          <svg viewBox="-0.01 -0.06 1.02 1.12" preserveAspectRatio="none" className="spark" aria-hidden="true">
            <path d={sparkPath(series, glance)} />
          </svg>
        )}
      </td>
    </tr>
  );
}
