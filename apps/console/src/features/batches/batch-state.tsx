import { useTranslation } from 'react-i18next';
import type { DeviceBatchBody, DeviceBatchRowBody } from '#libs/contracts/http';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';

type Status = DeviceBatchBody['status'];
type Outcome = NonNullable<DeviceBatchRowBody['outcome']>;

const marks = {
  running: ['half', 'unknown'],
  done: ['check', 'ok'],
  canceled: ['dash', 'unknown'],
  failed: ['cross', 'bad'],
} as const satisfies Record<Status, readonly [Shape, Tone]>;

const outcomeMarks = {
  done: ['check', 'ok'],
  unchanged: ['dash', 'unknown'],
  refused: ['cross', 'bad'],
} as const satisfies Record<Outcome, readonly [Shape, Tone]>;

/** How far a batch is. */
export function BatchState({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const [shape, tone] = marks[status];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`batches.status.${status}`)}
    </StateMark>
  );
}

/** What became of a device. */
export function RowOutcome({ outcome }: Pick<DeviceBatchRowBody, 'outcome'>) {
  const { t } = useTranslation();
  if (outcome === null) return <span className="dimmed">{t('batches.waiting')}</span>;
  const [shape, tone] = outcomeMarks[outcome];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`batches.outcome.${outcome}`)}
    </StateMark>
  );
}
