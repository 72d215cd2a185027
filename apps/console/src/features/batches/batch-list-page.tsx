import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeviceBatchBody, deviceBatchStatus } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { When } from '../../ui/when';
import { BatchState } from './batch-state';
import { batchListQuery } from './requests';
import type { BatchSearch } from './search';

interface BatchListPageProps {
  readonly search: BatchSearch;
  readonly address: ListAddress;
  readonly rowLink: RowLink<DeviceBatchBody>;
}

/** What one did to many devices, newest first. */
export function BatchListPage({ search, address, rowLink }: BatchListPageProps) {
  const { t, i18n } = useTranslation();
  const query = useQuery(batchListQuery(search));
  useEffect(() => {
    document.title = `${t('batches.listTitle')} – Fieldgate`;
  }, [t]);
  const nothing = isNarrowed(search) ? 'batches.nothingFound' : 'batches.none';
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('batches.listTitle')}</h1>
      <DataTable
        label={t('batches.listTitle')}
        columns={columns(t, i18n.language)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={rowLink}
        address={address}
        empty={<p className="dimmed">{t(nothing)}</p>}
      />
    </section>
  );
}

function columns(t: TFunction, language: string): readonly DataColumn<DeviceBatchBody>[] {
  const number = (value: number) => value.toLocaleString(language);
  return [
    {
      id: 'action',
      header: t('batches.column.what'),
      cell: ({ action, total }) => (
        <strong>{t(`batches.title.${action.kind}`, { count: total, number: number(total) })}</strong>
      ),
    },
    {
      id: 'status',
      header: t('batches.column.status'),
      cell: ({ status }) => <BatchState status={status} />,
      search: {
        kind: 'choice',
        name: 'status',
        options: deviceBatchStatus.options.map((value) => ({ value, label: t(`batches.status.${value}`) })),
      },
    },
    {
      id: 'done',
      header: t('batches.outcome.done'),
      isNumber: true,
      cell: ({ devices }) => number(devices.done),
    },
    {
      id: 'refused',
      header: t('batches.outcome.refused'),
      isNumber: true,
      cell: ({ devices }) => number(devices.refused),
    },
    { id: 'createdAt', header: t('batches.column.started'), cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
}
