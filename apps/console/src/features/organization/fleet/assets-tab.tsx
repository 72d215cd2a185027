import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssetBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { StateMark } from '../../../ui/state-mark';
import { useLinks } from '../links';
import type { PartProps } from '../part';
import { assetsQuery } from './requests';

const looks = {
  new: ['dots', 'unknown'],
  proposed: ['half', 'warn'],
  linked: ['ring', 'unknown'],
  connected: ['disc', 'ok'],
} as const satisfies Record<AssetBody['connection'], readonly [string, string]>;

/** What the customer has monitored: a short list that leads on (R0-23, R3-11, R3-31). */
export function AssetsTab({ organization: { id, may } }: PartProps) {
  const { t } = useTranslation();
  const { Asset, Assets, Device } = useLinks();
  const query = useInfiniteQuery(assetsQuery(id));
  return (
    <Panel
      title={t('organization.assets')}
      aside={
        <span className="buttons">
          <Assets id={id}>{t('organization.allAssets')}</Assets>
          {may.includes('asset.create') && (
            <Assets id={id} isAdding>
              {t('organization.addAsset')}
            </Assets>
          )}
        </span>
      }
    >
      <RemoteView
        query={query}
        loading={<Skeleton height={160} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{t('organization.noAssets')}</p>}
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('organization.column.asset')}</th>
                  <th scope="col">{t('organization.column.model')}</th>
                  <th scope="col">{t('organization.column.state')}</th>
                  <th scope="col">{t('organization.column.device')}</th>
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map(({ id: assetId, label, model, serialNumber, connection, devices }) => (
                  <tr key={assetId}>
                    <th scope="row">
                      <span className="person-name">
                        <Asset id={assetId}>{label}</Asset>
                      </span>{' '}
                      <span className="mono dimmed">{serialNumber}</span>
                    </th>
                    <td data-label={t('organization.column.model')}>{model}</td>
                    <td data-label={t('organization.column.state')}>
                      <StateMark shape={looks[connection][0]} tone={looks[connection][1]}>
                        {t(`organization.connection.${connection}`)}
                      </StateMark>
                    </td>
                    <td data-label={t('organization.column.device')}>
                      {devices.length === 0 && <span className="dimmed">{t('organization.onNone')}</span>}
                      {devices.map((device) => (
                        <Device key={device.id} id={device.id}>
                          {device.serialNumber}
                        </Device>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Older query={query} label={t('organization.more')} />
          </>
        )}
      </RemoteView>
    </Panel>
  );
}
