import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RemoteView } from '../../ui/remote-view';
import { Ago } from '../../ui/when';
import { useValueText } from './quantity';
import { attributesQuery } from './requests';

/** What the device says about itself, such as its firmware. */
export function Attributes({ deviceId }: { readonly deviceId: string }) {
  const { t } = useTranslation();
  const query = useQuery(attributesQuery(deviceId));
  const textOf = useValueText();
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={60} radius={2} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<p className="dimmed">{t('telemetry.noAttributes')}</p>}
    >
      {({ items }) => (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('telemetry.column.name')}</th>
              <th scope="col">{t('telemetry.column.value')}</th>
              <th scope="col">{t('telemetry.column.said')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ name, value, receivedAt }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="breaking" data-label={t('telemetry.column.value')}>
                  {textOf(value, null)}
                </td>
                <td data-label={t('telemetry.column.said')}>
                  <Ago at={receivedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </RemoteView>
  );
}
