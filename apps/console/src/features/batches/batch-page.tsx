import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBatchBody, DeviceBatchRowBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { useLive } from '../../app/stream';
import type { RowLink } from '../../ui/data-table/data-grid';
import type { ListAddress } from '../../ui/data-table/list-address';
import { Panel } from '../../ui/panel';
import { Problem } from '../../ui/problem';
import { RemoteView } from '../../ui/remote-view';
import { When } from '../../ui/when';
import { BatchDialog } from './batch-dialog';
import { BatchRows } from './batch-rows';
import { BatchState } from './batch-state';
import { type BatchKind, undoneBy } from './kinds';
import { batchKeys, batchQuery, cancelBatch, PROGRESS_MS, refusedFile } from './requests';
import type { BatchRowSearch } from './search';
import { revocationReasons } from './typed-action';

interface BatchPageProps {
  readonly id: string;
  readonly search: BatchRowSearch;
  readonly address: ListAddress;
  readonly deviceLink: RowLink<DeviceBatchRowBody>;
  /** What the reader may do to devices. */
  readonly kinds: readonly BatchKind[];
  readonly onStarted: (batchId: string) => void;
}

/** What is done to many devices: how far it is, and what became of each. It goes on without whoever looks. */
export function BatchPage(props: BatchPageProps) {
  const query = useQuery(batchQuery(props.id));
  return (
    <section className="page" aria-labelledby="page-title">
      <RemoteView query={query} loading={<Skeleton height={220} radius={2} />}>
        {(batch) => <Batch {...props} batch={batch} />}
      </RemoteView>
    </section>
  );
}

function Batch({ batch, kinds, onStarted, ...rows }: BatchPageProps & { readonly batch: DeviceBatchBody }) {
  const { t, i18n } = useTranslation();
  const [isUndoing, setUndoing] = useState(false);
  const { id, action, status, total, devices, failure } = batch;
  const isRunning = status === 'running';
  const lostSince = useLive(isRunning ? [{ queryKey: batchKeys.one(id), everyMs: PROGRESS_MS }] : []);
  useRowsAnew(batch);
  const number = (value: number) => value.toLocaleString(i18n.language);
  const title = t(`batches.title.${action.kind}`, { count: total, number: number(total) });
  useEffect(() => {
    document.title = `${title} – Fieldgate`;
  }, [title]);
  const undo = undoneBy[action.kind];
  const mayUndo = !isRunning && devices.done > 0 && undo !== undefined && kinds.includes(undo);
  return (
    <>
      <header className="batch-head">
        <h1 id="page-title">{title}</h1>
        <p className="dimmed">
          {t('batches.column.started')} <When at={batch.createdAt} />
          <Details action={action} />
        </p>
        <BatchState status={status} />
      </header>
      {lostSince !== undefined && (
        <p className="notice notice-line" data-tone="warn" role="status">
          {t('common.staleSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
        </p>
      )}
      {isRunning && <Progress batch={batch} />}
      {failure !== null && (
        <div className="notice" data-tone="bad">
          <h2>{t('batches.failed')}</h2>
          <p>{failure}</p>
        </div>
      )}
      <div className="actions">
        {mayUndo && (
          <Button variant="default" onClick={() => setUndoing(true)}>
            {t(`batches.undo.${undo}`, { count: devices.done, number: number(devices.done) })}
          </Button>
        )}
        {devices.refused > 0 && (
          <Button variant="default" component="a" href={refusedFile(id)} download="refused-devices.csv">
            {t('batches.refusedFile')}
          </Button>
        )}
        {isRunning && <Cancel id={id} />}
      </div>
      <Panel title={t('batches.devices')}>
        <BatchRows batch={batch} {...rows} />
      </Panel>
      {isUndoing && undo && (
        <BatchDialog
          kind={undo}
          named={{ batchId: id }}
          count={devices.done}
          onStarted={onStarted}
          onClose={() => setUndoing(false)}
        />
      )}
    </>
  );
}

/** What was typed with it. */
function Details({ action }: Pick<DeviceBatchBody, 'action'>) {
  const { t } = useTranslation();
  if (action.kind === 'revoke-certificates') {
    const reason = revocationReasons.find((each) => each === action.reason);
    return ` · ${reason ? t(`batches.revocationReason.${reason}`) : action.reason}`;
  }
  if ('tags' in action) return ` · ${action.tags.join(', ')}`;
  const words = 'reason' in action ? action.reason : 'note' in action ? action.note : undefined;
  return words === undefined ? null : ` · ${words}`;
}

/** How far it came. It goes on wherever its reader is. */
function Progress({ batch: { total, devices } }: { readonly batch: DeviceBatchBody }) {
  const { t, i18n } = useTranslation();
  const dealtWith = devices.done + devices.unchanged + devices.refused;
  const number = (value: number) => value.toLocaleString(i18n.language);
  return (
    <div className="batch-progress">
      <progress aria-label={t('batches.status.running')} max={total} value={dealtWith} />
      <span role="status">{t('batches.progress', { done: number(dealtWith), total: number(total) })}</span>
      <span className="dimmed">{t('batches.mayBeLeft')}</span>
    </div>
  );
}

/** Ends it where it is: nothing more is lost by that, so it is not asked twice. */
function Cancel({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const canceling = useMutation<DeviceBatchBody, Refusal>({
    mutationFn: () => cancelBatch(id),
    onSettled: () => client.invalidateQueries({ queryKey: batchKeys.one(id) }),
  });
  return (
    <>
      <Button variant="default" loading={canceling.isPending} onClick={() => canceling.mutate()}>
        {t('batches.cancel')}
      </Button>
      {canceling.error && <Problem refusal={canceling.error} />}
    </>
  );
}

/** Devices are read anew once it came to its end, not at each step. */
function useRowsAnew({ id, status }: DeviceBatchBody): void {
  const client = useQueryClient();
  const before = useRef(status);
  useEffect(() => {
    if (before.current === status) return;
    before.current = status;
    void client.invalidateQueries({ queryKey: batchKeys.allRows(id) });
    void client.invalidateQueries({ queryKey: batchKeys.lists });
    void client.invalidateQueries({ queryKey: ['devices'] });
  }, [client, id, status]);
}
