import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsOf, Older } from '../../../ui/older';
import { RemoteView } from '../../../ui/remote-view';
import { When } from '../../../ui/when';
import { installationsQuery, transfersQuery } from './requests';

/** What the device was on. */
export function InstallationHistory({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(installationsQuery(id));
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={80} radius={2} />}
      isEmpty={(data) => itemsOf(data).length === 0}
      empty={<p className="dimmed">{t('device.noInstallations')}</p>}
    >
      {(data) => (
        <>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('device.column.asset')}</th>
                <th scope="col">{t('device.column.since')}</th>
                <th scope="col">{t('device.column.until')}</th>
              </tr>
            </thead>
            <tbody>
              {itemsOf(data).map(({ id: key, asset, installedAt, removedAt }) => (
                <tr key={key}>
                  <th scope="row">{asset.label}</th>
                  <Since at={installedAt} />
                  <Until at={removedAt} />
                </tr>
              ))}
            </tbody>
          </table>
          <Older query={query} />
        </>
      )}
    </RemoteView>
  );
}

/** Whose the device was. */
export function TransferHistory({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(transfersQuery(id));
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={80} radius={2} />}
      isEmpty={(data) => itemsOf(data).length === 0}
      empty={<p className="dimmed">{t('device.noTransfers')}</p>}
    >
      {(data) => (
        <>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('device.column.organization')}</th>
                <th scope="col">{t('device.column.how')}</th>
                <th scope="col">{t('device.column.since')}</th>
                <th scope="col">{t('device.column.until')}</th>
              </tr>
            </thead>
            <tbody>
              {itemsOf(data).map(({ organizationName, cause, note, since, until }) => (
                <tr key={since}>
                  <th scope="row">{organizationName ?? <span className="dimmed">{t('device.notYours')}</span>}</th>
                  <td data-label={t('device.column.how')}>
                    {t(`device.transfer.${cause}`)} {note !== null && <span className="dimmed">{note}</span>}
                  </td>
                  <Since at={since} />
                  <Until at={until} />
                </tr>
              ))}
            </tbody>
          </table>
          <Older query={query} />
        </>
      )}
    </RemoteView>
  );
}

function Since({ at }: { readonly at: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <td data-label={t('device.column.since')}>
      <When at={at} />
    </td>
  );
}

function Until({ at }: { readonly at: string | null }): ReactNode {
  const { t } = useTranslation();
  return <td data-label={t('device.column.until')}>{at === null ? t('device.still') : <When at={at} />}</td>;
}
