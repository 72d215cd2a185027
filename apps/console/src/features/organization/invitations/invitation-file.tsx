import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { BULK_INVITATION_ROWS, type BulkInvitationResultBody } from '#libs/contracts/http';
import type { Refusal } from '../../../app/refusal';
import { Problem } from '../../../ui/problem';
import { type Shape, StateMark, type Tone } from '../../../ui/state-mark';
import { organizationKeys } from '../requests';
import { inviteFile } from './requests';

const looks = {
  invited: ['check', 'ok'],
  replaced: ['half', 'warn'],
  'already-member': ['dash', 'unknown'],
  refused: ['cross', 'bad'],
} as const satisfies Record<BulkInvitationResultBody['rows'][number]['outcome'], readonly [Shape, Tone]>;

/** Of the file, as it is handed to the button that makes one. */
const EXAMPLE = 'email,name,role\nada@example.com,Ada Lovelace,member\n';

interface InvitationFileProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Many invitations from a file: what each row would do is shown before anything is sent. */
export function InvitationFile({ id, onClose }: InvitationFileProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fieldId = useId();
  const trial = useMutation<BulkInvitationResultBody, Refusal, File>({
    mutationFn: (file) => inviteFile(id, file, true),
  });
  const sending = useMutation<BulkInvitationResultBody, Refusal, File>({
    mutationFn: (file) => inviteFile(id, file, false),
    onSuccess: () => client.invalidateQueries({ queryKey: organizationKeys.all(id) }),
  });
  const file = trial.variables;
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = currentTarget.files?.[0];
    if (!chosen) return;
    sending.reset();
    trial.mutate(chosen);
    // The same file can be chosen again once it was mended.
    currentTarget.value = '';
  };
  const result = sending.data ?? trial.data;
  const good = result?.rows.filter(({ outcome }) => outcome === 'invited' || outcome === 'replaced').length ?? 0;
  const refusal = sending.error ?? trial.error;
  return (
    <div className="invitation-file">
      <p className="page-lead">{t('organization.fileWhat', { count: BULK_INVITATION_ROWS })}</p>
      <p>
        <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(EXAMPLE)}`} download="invitations.csv">
          {t('organization.fileExample')}
        </a>
      </p>
      <div className="file-choice">
        <label htmlFor={fieldId}>{t('organization.fileChoose')}</label>
        <input id={fieldId} type="file" accept=".csv,text/csv" onChange={choose} />
      </div>
      {trial.isPending && <p role="status">{t('organization.fileReading')}</p>}
      {refusal && <Problem refusal={refusal} />}
      {result && (
        <>
          <p role="status">
            {t(result.dryRun ? 'organization.fileWould' : 'organization.fileDid', {
              count: good,
              rows: result.rows.length,
            })}
          </p>
          <Rows rows={result.rows} />
        </>
      )}
      <div className="form-actions">
        {trial.data && !sending.data && good > 0 && file && (
          <Button loading={sending.isPending} onClick={() => sending.mutate(file)}>
            {t('organization.fileSend', { count: good })}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t(sending.data ? 'common.close' : 'common.cancel')}
        </Button>
      </div>
    </div>
  );
}

function Rows({ rows }: { readonly rows: BulkInvitationResultBody['rows'] }) {
  const { t } = useTranslation();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('organization.column.email')}</th>
          <th scope="col">{t('organization.column.line')}</th>
          <th scope="col">{t('organization.column.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ line, email, outcome, detail }) => {
          const [shape, tone] = looks[outcome];
          return (
            <tr key={line}>
              <th scope="row">{email}</th>
              <td data-label={t('organization.column.line')}>{line}</td>
              <td data-label={t('organization.column.outcome')}>
                <StateMark shape={shape} tone={tone}>
                  {t(`organization.outcome.${outcome}`)}
                </StateMark>
                {detail !== undefined && <div className="dimmed">{detail}</div>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
