import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemsOf, Older } from '../../ui/older';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { Day, When } from '../../ui/when';
import { accessLogQuery } from './requests';

/** Who looked at a site as it was shared, and on which days. */
export function AccessLog({ siteId }: { readonly siteId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(accessLogQuery(siteId));
  return (
    <Panel title={t('sharing.log.title')}>
      <RemoteView
        query={query}
        loading={<Skeleton height={120} radius={2} />}
        isEmpty={(data) => itemsOf(data).length === 0}
        empty={<p className="dimmed">{t('sharing.log.nobody')}</p>}
      >
        {(data) => (
          <>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('sharing.column.who')}</th>
                  <th scope="col">{t('sharing.log.for')}</th>
                  <th scope="col">{t('sharing.log.day')}</th>
                  <th scope="col">{t('sharing.log.last')}</th>
                </tr>
              </thead>
              <tbody>
                {itemsOf(data).map(({ person, organization, day, lastAt }) => (
                  <tr key={`${person.id} ${day} ${organization?.id}`}>
                    <th scope="row">
                      <strong>{person.name}</strong>
                      <span className="who-aside">{person.email}</span>
                    </th>
                    <td data-label={t('sharing.log.for')}>{organization?.name ?? t('sharing.log.themselves')}</td>
                    <td data-label={t('sharing.log.day')}>
                      <Day date={day} />
                    </td>
                    <td data-label={t('sharing.log.last')}>
                      <When at={lastAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Older query={query} />
          </>
        )}
      </RemoteView>
    </Panel>
  );
}
