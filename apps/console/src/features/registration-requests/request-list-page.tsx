import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedRegistrationRequestBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { When } from '../../ui/when';
import { RequestMark, requestStatuses } from './request-mark';
import { requestListQuery } from './requests';
import type { RequestSearch } from './search';

interface RequestListPageProps {
  readonly search: RequestSearch;
  readonly address: ListAddress;
  readonly requestLink: RowLink<ReceivedRegistrationRequestBody>;
  /** How others send one. */
  readonly children?: ReactNode;
}

/** What customers and devices ask to be registered (R1-07). */
export function RequestListPage({ search, address, requestLink, children }: RequestListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(requestListQuery(search));
  useEffect(() => {
    document.title = `${t('requests.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('requests.title')}</h1>
      <DataTable
        table="registration-requests"
        label={t('requests.title')}
        columns={requestColumns(t)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={requestLink}
        address={address}
        empty={<Nothing isFiltered={isNarrowed(search)} onClear={address.onClear} />}
      />
      {children}
    </section>
  );
}

/** Columns of the list of requests that are drawn in a way of their own; the platform knows some more. */
function requestColumns(t: TFunction): readonly DataColumn<ReceivedRegistrationRequestBody>[] {
  return [
    {
      id: 'sentAt',
      header: t('requests.column.sent'),
      cell: ({ sentAt }) => (
        <strong>
          <When at={sentAt} />
        </strong>
      ),
    },
    {
      id: 'status',
      header: t('requests.column.status'),
      cell: ({ status }) => <RequestMark status={status} />,
      search: {
        kind: 'choice',
        name: 'status',
        options: requestStatuses.map((value) => ({ value, label: t(`requests.status.${value}`) })),
      },
    },
    {
      id: 'form.device.serialNumber',
      header: t('requests.column.serial'),
      cell: ({ form }) => <span className="mono">{form.device.serialNumber}</span>,
    },
    { id: 'form.device.type', header: t('requests.column.model'), cell: ({ form }) => form.device.type ?? '' },
    {
      id: 'form.organization.name',
      header: t('requests.column.company'),
      cell: ({ form }) => form.organization?.name ?? '',
    },
    { id: 'form.person.lastName', header: t('requests.column.name'), cell: ({ form }) => form.person?.lastName ?? '' },
    { id: 'form.person.email', header: t('requests.column.email'), cell: ({ form }) => form.person?.email ?? '' },
  ];
}

function Nothing({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation();
  if (!isFiltered)
    return (
      <div className="notice">
        <h2>{t('requests.none')}</h2>
        <p>{t('requests.noneNext')}</p>
      </div>
    );
  return (
    <div className="notice">
      <h2>{t('requests.nothingFound')}</h2>
      <Button variant="default" size="xs" onClick={onClear}>
        {t('requests.showAll')}
      </Button>
    </div>
  );
}
