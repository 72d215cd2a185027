import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { GrowingTable } from '../../../ui/growing-table';
import { When } from '../../../ui/when';
import { installationsQuery, transfersQuery } from './requests';

/** What the device was on. */
export function InstallationHistory({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <GrowingTable
      query={useInfiniteQuery(installationsQuery(id))}
      rowKey={(installation) => installation.id}
      columns={[
        { header: t('device.column.asset'), cell: ({ asset }) => asset.label },
        { header: t('device.column.since'), cell: ({ installedAt }) => <When at={installedAt} /> },
        { header: t('device.column.until'), cell: ({ removedAt }) => <Until at={removedAt} /> },
      ]}
      height={80}
      empty={t('device.noInstallations')}
    />
  );
}

/** Whose the device was. */
export function TransferHistory({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <GrowingTable
      query={useInfiniteQuery(transfersQuery(id))}
      rowKey={({ since }) => since}
      columns={[
        {
          header: t('device.column.organization'),
          cell: ({ organizationName }) => organizationName ?? <span className="dimmed">{t('device.notYours')}</span>,
        },
        {
          header: t('device.column.how'),
          cell: ({ cause, note }) => (
            <>
              {t(`device.transfer.${cause}`)} {note !== null && <span className="dimmed">{note}</span>}
            </>
          ),
        },
        { header: t('device.column.since'), cell: ({ since }) => <When at={since} /> },
        { header: t('device.column.until'), cell: ({ until }) => <Until at={until} /> },
      ]}
      height={80}
      empty={t('device.noTransfers')}
    />
  );
}

function Until({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  return at === null ? t('device.still') : <When at={at} />;
}
