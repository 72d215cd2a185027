import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { useLinks } from '../links';
import type { PartProps } from '../part';
import { sitesQuery } from './requests';

/** Where its devices and assets stand: a short list that leads on. */
export function SitesTab({ organization: { id } }: PartProps) {
  const { t } = useTranslation();
  const { AssetsAt, DevicesAt, Site, Sites } = useLinks();
  const query = useInfiniteQuery(sitesQuery(id));
  return (
    <Panel title={t('organization.sites')} aside={<Sites id={id}>{t('organization.allSites')}</Sites>}>
      <RemoteView
        query={query}
        loading={<Skeleton height={160} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{t('organization.noSites')}</p>}
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('organization.column.site')}</th>
                  <th scope="col">{t('organization.column.address')}</th>
                  <th scope="col">{t('organization.column.devices')}</th>
                  <th scope="col">{t('organization.column.assets')}</th>
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map(({ id: siteId, name, address, devices, assets }) => (
                  <tr key={siteId}>
                    <th scope="row">
                      <span className="person-name">
                        <Site id={siteId}>{name}</Site>
                      </span>
                    </th>
                    <td data-label={t('organization.column.address')}>
                      {address ?? <span className="dimmed">–</span>}
                    </td>
                    <td data-label={t('organization.column.devices')}>
                      <DevicesAt id={siteId}>{devices}</DevicesAt>
                    </td>
                    <td data-label={t('organization.column.assets')}>
                      <AssetsAt id={siteId}>{assets}</AssetsAt>
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
