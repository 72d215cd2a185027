import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportBody, ImportDetailsBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { Confirm } from '../../ui/confirm';
import { applyImport, cancelImport, importKeys } from './requests';

interface ImportDialogProps {
  readonly what: 'apply' | 'cancel';
  readonly job: ImportDetailsBody;
  readonly onClose: () => void;
}

/** Says how many things come of it before an import is applied or canceled. */
export function ImportDialog({ what, job, onClose }: ImportDialogProps) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const doing = useMutation<ImportBody, Refusal>({
    mutationFn: () => (what === 'apply' ? applyImport(job.id) : cancelImport(job.id)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: importKeys.one(job.id) });
      onClose();
    },
  });
  const count = (number: number) => number.toLocaleString(i18n.language);
  const { rows, warnedRows, appliedRows } = job;
  const values = { created: count(rows.create), changed: count(rows.change), bad: count(rows.bad) };
  return (
    <Confirm
      title={t(what === 'apply' ? 'imports.applyTitle' : 'imports.cancelTitle')}
      verb={t(what === 'apply' ? 'imports.apply' : 'imports.cancel')}
      isDangerous={what === 'cancel'}
      isPending={doing.isPending}
      refusal={doing.error}
      onConfirm={() => doing.mutate()}
      onClose={onClose}
    >
      {what === 'apply' ? (
        <>
          <p>{t('imports.applyWhat', values)}</p>
          {rows.bad > 0 && <p>{t('imports.applyWithoutBad', { count: rows.bad })}</p>}
          {warnedRows > 0 && <p>{t('imports.applyWarned', { count: warnedRows })}</p>}
        </>
      ) : (
        <p>{appliedRows > 0 ? t('imports.cancelApplied', { row: count(appliedRows) }) : t('imports.cancelWhat')}</p>
      )}
    </Confirm>
  );
}
