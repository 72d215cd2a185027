import { useTranslation } from 'react-i18next';
import type { ImportBody, ImportRowBody } from '#libs/contracts/http';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';

type Status = ImportBody['status'];
type Outcome = NonNullable<ImportRowBody['outcome']>;

const marks = {
  receiving: ['dots', 'unknown'],
  checking: ['dots', 'unknown'],
  checked: ['ring', 'warn'],
  applying: ['half', 'unknown'],
  done: ['check', 'ok'],
  failed: ['cross', 'bad'],
  canceled: ['dash', 'unknown'],
} as const satisfies Record<Status, readonly [Shape, Tone]>;

const outcomeMarks = {
  create: ['disc', 'ok'],
  change: ['half', 'warn'],
  unchanged: ['dash', 'unknown'],
  bad: ['cross', 'bad'],
} as const satisfies Record<Outcome, readonly [Shape, Tone]>;

/** How far an import is. */
export function ImportState({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const [shape, tone] = marks[status];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`imports.status.${status}`)}
    </StateMark>
  );
}

/** What a row does, or did. */
export function RowOutcome({ row: { outcome, applied } }: { readonly row: ImportRowBody }) {
  const { t } = useTranslation();
  if (outcome === null) return <span className="dimmed">{t('imports.notChecked')}</span>;
  const [shape, tone] = outcomeMarks[outcome];
  return (
    <StateMark shape={applied ? 'check' : shape} tone={tone}>
      {t(applied ? `imports.applied.${outcome === 'create' ? 'create' : 'change'}` : `imports.outcome.${outcome}`)}
    </StateMark>
  );
}

/** Whether something goes on by itself. */
export const isUnderWay = (status: Status) => status === 'receiving' || status === 'checking' || status === 'applying';
