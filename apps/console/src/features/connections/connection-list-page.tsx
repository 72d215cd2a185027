import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnidentifiedAttemptBody } from '#libs/contracts/http';
import { useCauseWords } from '../../ui/cause-words';
import type { DataColumn } from '../../ui/data-table/column';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { When } from '../../ui/when';
import { connectionListQuery } from './requests';
import { type ConnectionSearch, strangersCauses } from './search';

/** Leads to a device. */
export type DeviceLink = (props: { readonly id: string; readonly children: ReactNode }) => ReactNode;

interface ConnectionListPageProps {
  readonly search: ConnectionSearch;
  readonly address: ListAddress;
  readonly deviceLink: DeviceLink;
}

/** Clients that were refused and proved to be no device: those that stand on no device's page. */
export function ConnectionListPage({ search, address, deviceLink }: ConnectionListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(connectionListQuery(search));
  useEffect(() => {
    document.title = `${t('connections.title')} – Fieldgate`;
  }, [t]);
  const isSearched = isNarrowed(search);
  return (
    <section className="page" aria-labelledby="page-title">
      <h1 id="page-title">{t('connections.title')}</h1>
      <p className="page-lead">{t('connections.lead')}</p>
      <DataTable
        label={t('connections.title')}
        columns={columns(t, useCauseWords(), deviceLink)}
        query={query}
        rowKey={({ id }) => id}
        address={address}
        empty={
          <div className="notice">
            <h2>{t(isSearched ? 'connections.nothingFound' : 'connections.none')}</h2>
            <p>{t(isSearched ? 'connections.nothingFoundNext' : 'connections.noneNext')}</p>
            {isSearched && (
              <Button variant="default" size="xs" onClick={address.onClear}>
                {t('connections.showAll')}
              </Button>
            )}
          </div>
        }
      />
    </section>
  );
}

function columns(
  t: TFunction,
  causeWords: (code: string, detail: string) => string,
  deviceLink: DeviceLink,
): readonly DataColumn<UnidentifiedAttemptBody>[] {
  return [
    { id: 'at', header: t('connections.column.at'), cell: ({ at }) => <When at={at} precision="second" /> },
    {
      id: 'remoteAddress',
      header: t('connections.column.from'),
      cell: ({ remoteAddress }) => <span className="mono">{remoteAddress}</span>,
    },
    {
      id: 'cause',
      header: t('connections.column.cause'),
      cell: ({ cause, detail }) => causeWords(cause, detail),
      search: {
        kind: 'choice',
        name: 'cause',
        options: strangersCauses.map((value) => ({ value, label: value.replace('connection.', '') })),
      },
    },
    {
      id: 'namedDevice',
      header: t('connections.column.device'),
      isPressed: true,
      cell: ({ namedDevice }) => namedDevice && <NamedDevice {...namedDevice} link={deviceLink} />,
    },
    {
      id: 'presented',
      header: t('connections.column.presented'),
      cell: ({ presented: { subject, issuer } }) =>
        subject === null ? (
          <span className="dimmed">{t('connections.noCertificate')}</span>
        ) : (
          <span className="mono" title={issuer === null ? undefined : t('connections.issuedBy', { issuer })}>
            {subject}
          </span>
        ),
    },
  ];
}

interface NamedDeviceProps {
  readonly id: string;
  readonly serialNumber: string;
  readonly by: string;
  readonly link: DeviceLink;
}

/** The device a client names, and by what: nobody vouches for it. */
function NamedDevice({ id, serialNumber, by, link: Link }: NamedDeviceProps) {
  const { t, i18n } = useTranslation();
  const known: unknown = i18n.getResource(i18n.language, 'translation', `connections.by.${by}`);
  return (
    <>
      <Link id={id}>{serialNumber}</Link>{' '}
      <span className="dimmed">{typeof known === 'string' ? known : t('connections.byOther', { by })}</span>
    </>
  );
}
