import { Button } from '@mantine/core';
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../app/refusal';
import { Problem } from './problem';
import { useProblemWords } from './problem-words';
import { When } from './when';

/** As much of a query's result as a view of it needs; one of pages has it too. */
export interface RemoteQuery<Data> {
  readonly data: Data | undefined;
  readonly error: Refusal | null;
  readonly fetchStatus: 'fetching' | 'paused' | 'idle';
  /** Milliseconds since 1970. */
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface RemoteViewProps<Data> {
  readonly query: RemoteQuery<Data>;
  /** Of the size of what will stand there, so that nothing jumps. */
  readonly loading: ReactNode;
  readonly isEmpty?: (data: Data) => boolean;
  /** What to do first. */
  readonly empty?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Whether the page as a whole says of when it is, so that its parts need not. */
export const SaidByPage = createContext(false);

/** A view of remote data in its five states: loading, error, empty, stale with its age, data. */
export function RemoteView<Data>({ query, loading, isEmpty, empty, children }: RemoteViewProps<Data>) {
  const { data, error } = query;
  const isSaidByPage = useContext(SaidByPage);
  const retry = () => void query.refetch();
  if (error && (data === undefined || error.isWithheld)) return <Problem refusal={error} onRetry={retry} />;
  if (data === undefined) return <Loading>{loading}</Loading>;
  const view = isEmpty?.(data) ? empty : children(data);
  if (isSaidByPage || (!error && query.fetchStatus !== 'paused')) return view;
  return (
    <>
      <Stale at={query.dataUpdatedAt} refusal={error} onRetry={retry} />
      {view}
    </>
  );
}

function Loading({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <span className="away" role="status">
        {t('common.loading')}
      </span>
      {children}
    </div>
  );
}

interface StaleProps {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly refusal: Refusal | null;
  readonly onRetry: () => void;
}

function Stale({ at, refusal, onRetry }: StaleProps) {
  const { t } = useTranslation();
  return (
    <div className="notice notice-line" data-tone="warn" role="status">
      <span>
        {t('common.staleSince')} <When at={new Date(at).toISOString()} />
      </span>
      <span className="dimmed">{refusal ? <Cause refusal={refusal} /> : t('common.offline')}</span>
      <Button variant="default" size="compact-xs" onClick={onRetry}>
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}

function Cause({ refusal }: { readonly refusal: Refusal }) {
  const { title } = useProblemWords(refusal);
  return title;
}
