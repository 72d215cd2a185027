import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetailsBody } from '#libs/contracts/http';
import { useLive } from '../../app/stream';
import type { ListAddress } from '../../ui/data-table/list-address';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { When } from '../../ui/when';
import { ImportDialog } from './import-dialog';
import { ImportProgress } from './import-progress';
import { ImportRows } from './import-rows';
import { ImportState, isUnderWay } from './import-state';
import { importKeys, importQuery, PROGRESS_MS } from './requests';
import type { ImportRowSearch } from './search';

interface ImportPageProps {
  readonly id: string;
  readonly search: ImportRowSearch;
  readonly address: ListAddress;
}

/** One file: how far it is, what each row does, and the way on. It goes on without whoever looks. */
export function ImportPage({ id, search, address }: ImportPageProps) {
  const { t } = useTranslation();
  const query = useQuery(importQuery(id));
  useEffect(() => {
    document.title = `${query.data?.fileName ?? t('imports.one')} – Fieldgate`;
  }, [t, query.data?.fileName]);
  return (
    <section className="page" aria-labelledby="page-title">
      <RemoteView query={query} loading={<Skeleton height={220} radius={2} />}>
        {(job) => <Import job={job} search={search} address={address} />}
      </RemoteView>
    </section>
  );
}

interface ImportProps extends Omit<ImportPageProps, 'id'> {
  readonly job: ImportDetailsBody;
}

function Import({ job, search, address }: ImportProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<'apply' | 'cancel'>();
  const { id, kind, status, failure } = job;
  const isMoving = isUnderWay(status);
  const lostSince = useLive(isMoving ? [{ queryKey: importKeys.one(id), everyMs: PROGRESS_MS }] : []);
  useRowsAnew(job);
  const badRows = job.rows.bad;
  const isHeldByBadRows = status === 'checked' && job.mode === 'all-or-nothing' && badRows > 0;
  return (
    <>
      <header className="import-head">
        <h1 id="page-title">{job.fileName ?? t(`imports.kind.${kind}`)}</h1>
        <p className="dimmed">
          {t(`imports.kind.${kind}`)} · {job.organizationName} · <When at={job.createdAt} /> ·{' '}
          {t(job.mode === 'all-or-nothing' ? 'imports.mode.whole' : 'imports.mode.good')}
        </p>
        <ImportState status={status} />
      </header>
      {lostSince !== undefined && (
        <p className="notice notice-line" data-tone="warn" role="status">
          {t('common.staleSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
        </p>
      )}
      {isMoving && <ImportProgress job={job} />}
      {failure !== null && (
        <div className="notice" data-tone="bad">
          <h2>{t('imports.failed')}</h2>
          <p>{failure}</p>
        </div>
      )}
      {isHeldByBadRows && (
        <div className="notice" data-tone="warn">
          <h2>{t('imports.heldByBadRows', { count: badRows })}</h2>
          <p>{t('imports.heldByBadRowsNext')}</p>
        </div>
      )}
      <div className="actions">
        {job.may.includes('apply') && <Button onClick={() => setAsked('apply')}>{t('imports.apply')}</Button>}
        {badRows > 0 && (
          <a className="button-plain" href={`/api/v1/imports/${id}/bad-rows.csv`} download="bad-rows.csv">
            {t('imports.badRowsFile')}
          </a>
        )}
        {job.may.includes('cancel') && (
          <Button variant="default" onClick={() => setAsked('cancel')}>
            {t('imports.cancel')}
          </Button>
        )}
      </div>
      <Panel title={t('imports.rowsTitle')}>
        <ImportRows job={job} search={search} address={address} />
      </Panel>
      {asked && <ImportDialog what={asked} job={job} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** Rows are read anew once a check or an application came to its end, not at each step: of a million there are two thousand. */
function useRowsAnew({ id, status }: ImportDetailsBody): void {
  const client = useQueryClient();
  const before = useRef(status);
  useEffect(() => {
    if (before.current === status) return;
    before.current = status;
    void client.invalidateQueries({ queryKey: importKeys.allRows(id) });
    void client.invalidateQueries({ queryKey: importKeys.lists });
  }, [client, id, status]);
}
