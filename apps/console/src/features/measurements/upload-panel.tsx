import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type AssetDetailsBody, offlineQuantities, offlineQuantityNames } from '#libs/contracts/http';
import { Problem } from '../../ui/problem';
import { RemoteView } from '../../ui/remote-view';
import { save } from '../../ui/save';
import { isWorking, measurementKeys, sendFile, uploadQuery } from './requests';
import { UploadResult } from './upload-result';

interface UploadPanelProps {
  readonly asset: AssetDetailsBody;
  /** Id of the file that is being taken in. */
  readonly file: string | undefined;
  readonly onFile: (id: string | undefined) => void;
}

/** Takes a file of samples: it is checked first, shows its bad rows, and is stored when that is asked for. */
export function UploadPanel({ asset, file, onFile }: UploadPanelProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const sending = useMutation({
    mutationFn: (chosen: File) => sendFile(asset.organizationId, chosen),
    onSuccess: ({ id }) => onFile(id),
    // The same file, mended, is another one.
    onSettled: () => {
      if (input.current) input.current.value = '';
    },
  });
  if (file !== undefined) return <Upload id={file} asset={asset} onDone={() => onFile(undefined)} />;
  return (
    <>
      <p className="dimmed">{t('measurements.upload.what')}</p>
      {sending.error && <Problem refusal={sending.error} />}
      <div className="buttons">
        <Button variant="default" size="xs" loading={sending.isPending} onClick={() => input.current?.click()}>
          {t('measurements.upload.choose')}
        </Button>
        <Button
          variant="default"
          size="xs"
          onClick={() => save(`oil-tests-${asset.serialNumber}.csv`, template(asset))}
        >
          {t('measurements.upload.template')}
        </Button>
        <input
          ref={input}
          type="file"
          className="away"
          accept=".csv,.txt,.tsv,text/csv"
          tabIndex={-1}
          aria-label={t('measurements.upload.choose')}
          onChange={({ currentTarget: { files } }) => {
            const [chosen] = files ?? [];
            if (chosen && !sending.isPending) sending.mutate(chosen);
          }}
        />
      </div>
    </>
  );
}

/** The columns a file can have, with this asset in its first row. */
function template({ serialNumber }: AssetDetailsBody): Blob {
  const quantities = offlineQuantityNames.map((name) => `${name} (${offlineQuantities[name].unit})`);
  const header = ['assetSerialNumber', 'sampledAt', ...quantities, 'laboratory', 'note'];
  const cells = [quoted(serialNumber), ...Array<string>(header.length - 1).fill('')];
  return new Blob([`${header.join(',')}\r\n${cells.join(',')}\r\n`], { type: 'text/csv' });
}

/** RFC 4180 §2.6, §2.7 */
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

interface UploadProps {
  readonly id: string;
  readonly asset: AssetDetailsBody;
  readonly onDone: () => void;
}

function Upload({ id, asset, onDone }: UploadProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(uploadQuery(id));
  const isDone = query.data?.status === 'done';
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: measurementKeys.list(asset.id) });
  }, [isDone, client, asset.id]);
  return (
    <RemoteView query={query} loading={<p>{t('common.loading')}</p>}>
      {(job) =>
        isWorking(job) ? (
          <div role="status">
            <p>
              {t(job.status === 'applying' ? 'measurements.upload.storing' : 'measurements.upload.checking', {
                done: job.status === 'applying' ? job.appliedRows : job.checkedRows,
                all: job.totalRows,
              })}
            </p>
            <progress
              max={Math.max(job.totalRows, 1)}
              value={job.status === 'applying' ? job.appliedRows : job.checkedRows}
              aria-label={t('measurements.upload.title')}
            />
            <p className="dimmed">{t('measurements.upload.mayLeave')}</p>
          </div>
        ) : (
          <UploadResult job={job} onDone={onDone} />
        )
      }
    </RemoteView>
  );
}
