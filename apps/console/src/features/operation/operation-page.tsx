import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationStatusBody } from '#libs/contracts/http';
import { useLive } from '../../app/stream';
import { Panel } from '../../ui/panel';
import { RemoteView, SaidByPage } from '../../ui/remote-view';
import { Ago, When } from '../../ui/when';
import { Brokers } from './brokers';
import { Facts } from './facts';
import { Jobs } from './jobs';
import { operationStatusQuery, STATUS_MS } from './requests';

/** Ways to the pages that show what is counted here. */
export interface OperationLinks {
  readonly failedMails: (words: string) => ReactNode;
  readonly waitingMails: (words: string) => ReactNode;
  readonly refusedConnections: (words: string) => ReactNode;
}

/** How the platform runs: what its processes say of themselves, what waits, and the database. */
export function OperationPage({ links }: { readonly links: OperationLinks }) {
  const { t } = useTranslation();
  const query = useQuery(operationStatusQuery);
  const lostSince = useLive([{ queryKey: operationStatusQuery.queryKey, everyMs: STATUS_MS }]);
  useEffect(() => {
    document.title = `${t('operation.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <header className="panel-head">
        <h1 id="page-title">{t('operation.title')}</h1>
        {query.data && (
          <span className="dimmed">
            {t('operation.asOf')} <Ago at={query.data.at} />
          </span>
        )}
      </header>
      {lostSince !== undefined && (
        <p className="notice notice-line" data-tone="warn" role="status">
          {t('common.staleSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
        </p>
      )}
      <SaidByPage value={lostSince !== undefined}>
        <RemoteView query={query} loading={<Skeleton height={420} radius={2} />}>
          {(status) => <Status status={status} links={links} />}
        </RemoteView>
      </SaidByPage>
    </section>
  );
}

interface StatusProps {
  readonly status: OperationStatusBody;
  readonly links: OperationLinks;
}

function Status({ status, links }: StatusProps) {
  const { t } = useTranslation();
  return (
    <>
      <Panel title={t('operation.brokers')} aside={links.refusedConnections(t('operation.refused'))}>
        <Brokers brokers={status.brokers} />
      </Panel>
      <Panel title={t('operation.queues')}>
        <Queues status={status} links={links} />
      </Panel>
      <Panel title={t('operation.jobs')}>
        <Jobs workers={status.workers} />
      </Panel>
      <Panel title={t('operation.database')}>
        <Database database={status.database} />
      </Panel>
    </>
  );
}

function Queues({ status: { mails, imports, audit }, links }: StatusProps) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        {
          name: t('operation.mailsWaiting'),
          value: mails.waiting,
          note: mails.oldestWaitingAt !== null && (
            <>
              {t('operation.oldest')} <Ago at={mails.oldestWaitingAt} /> ·{' '}
              {links.waitingMails(t('operation.showMails'))}
            </>
          ),
        },
        {
          name: t('operation.mailsFailed'),
          value: mails.failed,
          isBad: mails.failed > 0,
          note: mails.failed > 0 && links.failedMails(t('operation.showMails')),
        },
        {
          name: t('operation.imports'),
          value: imports.underWay,
          note: imports.oldestAt !== null && (
            <>
              {t('operation.oldest')} <Ago at={imports.oldestAt} />
            </>
          ),
        },
        { name: t('operation.unsealed'), value: audit.unsealed },
      ]}
    />
  );
}

function Database({ database }: Pick<OperationStatusBody, 'database'>) {
  const { t, i18n } = useTranslation();
  const { sizeBytes, sizedAt, postgresql, timescaledb } = database;
  const [divisor, unit] = sizeBytes >= 1024 ** 3 ? [1024 ** 3, 'GiB'] : [1024 ** 2, 'MiB'];
  const size = (sizeBytes / divisor).toLocaleString(i18n.language, { maximumFractionDigits: 1 });
  return (
    <Facts
      facts={[
        { name: t('operation.size'), value: `${size} ${unit}`, note: <Ago at={sizedAt} /> },
        { name: 'PostgreSQL', value: postgresql },
        { name: 'TimescaleDB', value: timescaledb ?? t('operation.missing'), isBad: timescaledb === null },
      ]}
    />
  );
}
