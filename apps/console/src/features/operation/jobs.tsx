import { useTranslation } from 'react-i18next';
import type { OperationStatusBody, WorkerReport } from '#libs/contracts/http';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/when';
import { ProcessMark } from './brokers';

type Worker = OperationStatusBody['workers'][number];
type Job = WorkerReport['jobs'][number];

/** What the worker does regularly, and when each was last done. */
export function Jobs({ workers }: { readonly workers: readonly Worker[] }) {
  const { t } = useTranslation();
  if (workers.length === 0)
    return (
      <div className="notice" data-tone="bad">
        <h2>{t('operation.noWorker')}</h2>
        <p>{t('operation.noWorkerNext')}</p>
      </div>
    );
  return workers.map(({ id, isSilent, reportedAt, report }) => (
    <div key={id} className="operation-process">
      <p>
        <ProcessMark isSilent={isSilent} reportedAt={reportedAt} />
      </p>
      {report === null ? <p className="dimmed">{t('operation.otherVersion')}</p> : <JobTable jobs={report.jobs} />}
    </div>
  ));
}

function JobTable({ jobs }: { readonly jobs: readonly Job[] }) {
  const { t } = useTranslation();
  return (
    <table className="operation-jobs">
      <thead>
        <tr>
          <th scope="col">{t('operation.job')}</th>
          <th scope="col">{t('operation.lastDone')}</th>
          <th scope="col">{t('operation.state')}</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.name}>
            <th scope="row">
              <JobName name={job.name} />
            </th>
            <td>{job.lastDoneAt === null ? t('operation.notYet') : <Ago at={job.lastDoneAt} />}</td>
            <td>
              <JobState job={job} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a job does; a new one without words is called as the log calls it. */
function JobName({ name }: { readonly name: string }) {
  const { i18n } = useTranslation();
  const known: unknown = i18n.getResource(i18n.language, 'translation', `operation.jobName.${name}`);
  return typeof known === 'string' ? known : <span className="mono">{name}</span>;
}

function JobState({ job: { isHanging, lastDoneAt, lastFailedAt } }: { readonly job: Job }) {
  const { t } = useTranslation();
  if (isHanging)
    return (
      <StateMark shape="triangle" tone="bad">
        {t('operation.hanging')}
      </StateMark>
    );
  if (lastFailedAt !== null && (lastDoneAt === null || lastFailedAt > lastDoneAt))
    return (
      <StateMark shape="cross" tone="bad">
        {t('operation.failed')} <Ago at={lastFailedAt} />
      </StateMark>
    );
  return lastDoneAt === null ? null : (
    <StateMark shape="check" tone="ok">
      {t('operation.works')}
    </StateMark>
  );
}
