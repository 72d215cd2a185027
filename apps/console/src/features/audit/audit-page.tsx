import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEventBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { When } from '../../ui/when';
import { AuditFilters } from './audit-filters';
import { Changes } from './changes';
import { auditQuery } from './requests';
import { type AuditSearch, subjectKinds } from './search';
import type { SubjectLink } from './value';
import { useAuditWords } from './words';

interface AuditPageProps {
  readonly search: AuditSearch;
  readonly address: ListAddress;
  readonly subjectLink: SubjectLink;
}

/** Who did what to which thing, and what changed by it; newest first. */
export function AuditPage({ search, address, subjectLink }: AuditPageProps) {
  const { t } = useTranslation();
  const query = useQuery(auditQuery(search));
  const words = useAuditWords();
  useEffect(() => {
    document.title = `${t('audit.title')} – Fieldgate`;
  }, [t]);
  const isSearched = isNarrowed(search);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('audit.title')}</h1>
      <DataTable
        table="audit-events"
        label={t('audit.title')}
        columns={columns(t, words, subjectLink)}
        query={query}
        rowKey={({ id }) => id}
        address={address}
        empty={
          <div className="notice">
            <h2>{t(isSearched ? 'audit.nothingFound' : 'audit.none')}</h2>
            <p>{t(isSearched ? 'audit.nothingFoundNext' : 'audit.noneNext')}</p>
            {isSearched && (
              <Button variant="default" size="xs" onClick={address.onClear}>
                {t('audit.showAll')}
              </Button>
            )}
          </div>
        }
      >
        <AuditFilters search={search} address={address} />
      </DataTable>
    </section>
  );
}

function columns(
  t: TFunction,
  words: ReturnType<typeof useAuditWords>,
  Subject: SubjectLink,
): readonly DataColumn<AuditEventBody>[] {
  return [
    { id: 'at', header: t('audit.column.at'), cell: ({ at }) => <When at={at} precision="second" /> },
    { id: 'actorName', header: t('audit.column.actor'), cell: (event) => <Actor event={event} /> },
    { id: 'action', header: t('audit.column.action'), cell: ({ action }) => <strong>{words.action(action)}</strong> },
    {
      id: 'subject.kind',
      header: t('audit.column.subject'),
      isPressed: true,
      cell: ({ subject: { kind, id } }) =>
        id === null ? (
          words.kind(kind)
        ) : (
          <Subject kind={kind} id={id}>
            {words.kind(kind)}
          </Subject>
        ),
      search: {
        kind: 'choice',
        name: 'subjectKind',
        options: subjectKinds.map((value) => ({ value, label: words.kind(value) })),
      },
    },
    {
      id: 'organizationName',
      header: t('audit.column.organization'),
      cell: ({ organizationName }) => organizationName,
    },
    {
      id: 'after',
      header: t('audit.column.changes'),
      isPressed: true,
      cell: (event) => <Changes event={event} subjectLink={Subject} />,
    },
  ];
}

/** Who did it, and for whom where it was somebody else's organization (R0-27). */
function Actor({ event: { actorId, actorName, apiKeyId, onBehalfOfName } }: { readonly event: AuditEventBody }) {
  const { t } = useTranslation();
  const unnamed = t(actorId === null ? 'audit.nobody' : 'audit.notNamed');
  return (
    <>
      {actorName ?? <span className="dimmed">{unnamed}</span>}
      {apiKeyId !== null && <span className="dimmed"> · {t('audit.byProgram')}</span>}
      {onBehalfOfName !== null && <span className="dimmed"> · {t('audit.onBehalfOf', { name: onBehalfOfName })}</span>}
    </>
  );
}
