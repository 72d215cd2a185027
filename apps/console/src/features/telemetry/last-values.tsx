import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RemoteView } from '../../ui/remote-view';
import { When } from '../../ui/when';
import { unitOf, useQuantityName, useValueText } from './quantity';
import { assetLatestQuery } from './requests';

interface LastValuesProps {
  readonly assetId: string;
  /** Stands above the values, if there are any. */
  readonly lead: ReactNode;
}

/** What was last measured on an asset that has no device now, and when. */
export function LastValues({ assetId, lead }: LastValuesProps) {
  const { t } = useTranslation();
  const query = useQuery(assetLatestQuery(assetId));
  const nameOf = useQuantityName();
  const textOf = useValueText();
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={120} radius={2} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<p className="dimmed">{t('telemetry.neverMeasured')}</p>}
    >
      {({ items }) => (
        <>
          {lead}
          <table className="table values">
            <thead>
              <tr>
                <th scope="col">{t('telemetry.column.quantity')}</th>
                <th scope="col" className="number">
                  {t('telemetry.column.value')}
                </th>
                <th scope="col">{t('telemetry.column.unit')}</th>
                <th scope="col">{t('telemetry.column.measured')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ quantity, value, unit, described, observedAt }) => (
                <tr key={`${quantity} ${unit}`}>
                  <th scope="row">{nameOf(quantity)}</th>
                  <td className="number" data-label={t('telemetry.column.value')}>
                    {textOf(value, described)}
                  </td>
                  <td data-label={t('telemetry.column.unit')}>{unitOf(unit, described) || '–'}</td>
                  <td data-label={t('telemetry.column.measured')}>
                    <When at={observedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </RemoteView>
  );
}
