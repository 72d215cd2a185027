import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceContractBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { EndsBetween } from '../../ui/data-table/ends-between';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { Day } from '../../ui/when';
import { ContractMark, contractStates } from './contract-mark';
import { contractListQuery } from './requests';
import type { ContractSearch } from './search';

/** Spans of the renewal view, days. */
const SPANS = [30, 60, 90, 365];

interface ContractListPageProps {
  readonly search: ContractSearch;
  readonly address: ListAddress;
  readonly contractLink: RowLink<ServiceContractBody>;
}

/** What customers bought, by its end; and what waits for a renewal. */
export function ContractListPage({ search, address, contractLink }: ContractListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(contractListQuery(search));
  useEffect(() => {
    document.title = `${t('contracts.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('contracts.title')}</h1>
      <DataTable
        table="contracts"
        label={t('contracts.title')}
        columns={contractColumns(t)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={contractLink}
        address={address}
        usualSort="endDate"
        empty={<Nothing isFiltered={isNarrowed(search)} onClear={address.onClear} />}
      >
        <NativeSelect
          aria-label={t('contracts.waiting')}
          value={search.endsWithin ?? ''}
          onChange={({ currentTarget: { value } }) =>
            address.onAsk({ endsWithin: value === '' ? undefined : Number(value) })
          }
        >
          <option value="">{t('contracts.all')}</option>
          {SPANS.map((days) => (
            <option key={days} value={days}>
              {t('contracts.endsWithin', { count: days })}
            </option>
          ))}
        </NativeSelect>
        <EndsBetween from={search.endsFrom} before={search.endsBefore} />
        {isNarrowed(search) && (
          <Button variant="default" size="xs" onClick={address.onClear}>
            {t('contracts.showAll')}
          </Button>
        )}
      </DataTable>
    </section>
  );
}

/** Columns of the list of contracts that are drawn in a way of their own; the platform knows some more. */
function contractColumns(t: TFunction): readonly DataColumn<ServiceContractBody>[] {
  return [
    {
      id: 'customer.name',
      header: t('contracts.column.customer'),
      cell: ({ customer }) => <strong>{customer.name}</strong>,
    },
    {
      id: 'state',
      header: t('contracts.column.state'),
      cell: ({ state }) => <ContractMark state={state} />,
      search: {
        kind: 'choice',
        name: 'state',
        options: contractStates.map((value) => ({ value, label: t(`contracts.state.${value}`) })),
      },
    },
    {
      id: 'device.serialNumber',
      header: t('contracts.column.device'),
      cell: ({ device }) => <span className="mono">{device.serialNumber}</span>,
    },
    { id: 'asset.name', header: t('contracts.column.asset'), cell: ({ asset }) => asset?.name ?? '' },
    { id: 'startDate', header: t('contracts.column.start'), cell: ({ startDate }) => <Day date={startDate} /> },
    {
      id: 'endDate',
      header: t('contracts.column.end'),
      cell: ({ endDate }) => <Day date={endDate} />,
      sort: 'endDate',
    },
    {
      id: 'leaseMonths',
      header: t('contracts.column.months'),
      cell: ({ leaseMonths }) => leaseMonths,
      isNumber: true,
    },
  ];
}

function Nothing({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t(isFiltered ? 'contracts.nothingFound' : 'contracts.none')}</h2>
      <p>{t(isFiltered ? 'contracts.nothingFoundNext' : 'contracts.noneNext')}</p>
      {isFiltered && (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('contracts.showAll')}
        </Button>
      )}
    </div>
  );
}
