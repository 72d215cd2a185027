import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportBody, importStatus } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { When } from '../../ui/when';
import { ImportState } from './import-state';
import { importListQuery } from './requests';
import type { ImportSearch } from './search';

interface ImportListPageProps {
  readonly search: ImportSearch;
  readonly address: ListAddress;
  readonly rowLink: RowLink<ImportBody>;
  /** Leads to the form for a new one; absent: this reader brings nothing in. */
  readonly newLink: ReactNode;
}

/** Files that were brought in, newest first. */
export function ImportListPage({ search, address, rowLink, newLink }: ImportListPageProps) {
  const { t, i18n } = useTranslation();
  const query = useQuery(importListQuery(search));
  useEffect(() => {
    document.title = `${t('imports.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <header className="panel-head">
        <h1 id="page-title">{t('imports.title')}</h1>
        {newLink}
      </header>
      <DataTable
        label={t('imports.title')}
        columns={columns(t, i18n.language)}
        query={query}
        rowKey={({ id }) => id}
        rowLink={rowLink}
        address={address}
        empty={<Nothing isNarrowed={isNarrowed(search)} onClear={address.onClear} />}
      />
    </section>
  );
}

function columns(t: TFunction, language: string): readonly DataColumn<ImportBody>[] {
  return [
    {
      id: 'fileName',
      header: t('imports.column.file'),
      cell: ({ fileName, kind }) => <strong>{fileName ?? t(`imports.kind.${kind}`)}</strong>,
    },
    { id: 'kind', header: t('imports.column.kind'), cell: ({ kind }) => t(`imports.kind.${kind}`) },
    {
      id: 'organizationName',
      header: t('imports.column.organization'),
      cell: ({ organizationName }) => organizationName,
    },
    {
      id: 'status',
      header: t('imports.column.status'),
      cell: ({ status }) => <ImportState status={status} />,
      search: {
        kind: 'choice',
        name: 'status',
        options: importStatus.options.map((value) => ({ value, label: t(`imports.status.${value}`) })),
      },
    },
    {
      id: 'totalRows',
      header: t('imports.column.rows'),
      isNumber: true,
      cell: ({ totalRows }) => totalRows.toLocaleString(language),
    },
    {
      id: 'bad',
      header: t('imports.column.bad'),
      isNumber: true,
      cell: ({ rows }) => rows.bad.toLocaleString(language),
    },
    { id: 'createdAt', header: t('imports.column.sent'), cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
}

interface NothingProps {
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}

function Nothing({ isNarrowed: isSearched, onClear }: NothingProps) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t(isSearched ? 'imports.nothingFound' : 'imports.none')}</h2>
      <p>{t(isSearched ? 'imports.nothingFoundNext' : 'imports.noneNext')}</p>
      {isSearched && (
        <Button variant="default" size="xs" onClick={onClear}>
          {t('imports.showAll')}
        </Button>
      )}
    </div>
  );
}
