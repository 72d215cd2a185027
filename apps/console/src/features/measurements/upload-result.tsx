import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBody } from '#libs/contracts/http';
import { itemsOf, Older } from '../../ui/older';
import { Problem } from '../../ui/problem';
import { RemoteView } from '../../ui/remote-view';
import { applyFile, badRowsQuery, cancelFile, measurementKeys } from './requests';

interface UploadResultProps {
  readonly job: ImportBody;
  readonly onDone: () => void;
}

/** What a file would do, or has done, and what is wrong with which of its rows. */
export function UploadResult({ job, onDone }: UploadResultProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { status, rows, failure, fileName } = job;
  // A second press may come before the page knows what became of the first.
  const isApplied = useRef(false);
  const apply = useMutation({
    mutationFn: () => applyFile(job.id),
    onSuccess: (after) => client.setQueryData(measurementKeys.upload(job.id), after),
    onError: () => {
      isApplied.current = false;
    },
  });
  const cancel = useMutation({ mutationFn: () => cancelFile(job.id), onSuccess: onDone });
  const applyOnce = () => {
    if (isApplied.current) return;
    isApplied.current = true;
    apply.mutate();
  };
  const good = rows.create + rows.change;
  const refusal = apply.error ?? cancel.error;
  return (
    <>
      <p role="status">
        {fileName !== null && <span className="mono">{fileName}: </span>}
        {t(`measurements.upload.${status === 'done' ? 'done' : 'would'}`, { ...rows })}
      </p>
      {failure !== null && (
        <div className="notice" data-tone="bad" role="alert">
          <p>{failure}</p>
        </div>
      )}
      {rows.bad > 0 && <BadRows job={job} />}
      {refusal && <Problem refusal={refusal} />}
      <div className="buttons">
        {status === 'checked' && good > 0 && (
          <Button size="xs" loading={apply.isPending} onClick={applyOnce}>
            {t('measurements.upload.apply', { count: good })}
          </Button>
        )}
        {status === 'checked' ? (
          <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('measurements.upload.discard')}
          </Button>
        ) : (
          <Button variant="default" size="xs" onClick={onDone}>
            {t('measurements.upload.another')}
          </Button>
        )}
        {rows.bad > 0 && (
          <a className="button-link" href={`/api/v1/imports/${job.id}/bad-rows.csv`} download>
            {t('measurements.upload.badRows')}
          </a>
        )}
      </div>
    </>
  );
}

function BadRows({ job: { id, columns } }: { readonly job: ImportBody }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(badRowsQuery(id));
  return (
    <RemoteView query={query} loading={<Skeleton height={100} radius={2} />}>
      {(data) => (
        <>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('measurements.upload.row')}</th>
                <th scope="col">{t('measurements.upload.column')}</th>
                <th scope="col">{t('measurements.upload.cell')}</th>
                <th scope="col">{t('measurements.upload.problem')}</th>
              </tr>
            </thead>
            <tbody>
              {itemsOf(data).flatMap(({ number, cells, problems }) =>
                problems.map(({ column, message }) => (
                  <tr key={`${number} ${column} ${message}`}>
                    <th scope="row">{number}</th>
                    <td data-label={t('measurements.upload.column')}>{column ?? '–'}</td>
                    <td className="mono breaking" data-label={t('measurements.upload.cell')}>
                      {cells[columns.indexOf(column ?? '')] ?? '–'}
                    </td>
                    <td data-label={t('measurements.upload.problem')}>{message}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
          <Older query={query} />
        </>
      )}
    </RemoteView>
  );
}
