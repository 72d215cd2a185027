import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../app/refusal';
import { Problem } from '../../ui/problem';
import { endSessions, ownSessionsQuery } from './requests';
import { SessionRow } from './session-row';

/** Where the person is signed in; what is not theirs is ended at once (R1-30). */
export function SessionsSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(ownSessionsQuery);
  const ending = useMutation<void, Refusal, string | undefined>({
    mutationFn: async (id) => {
      await endSessions(id);
      await client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
  });
  if (!data && error) return <Problem refusal={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{t('common.loading')}</p>;
  const sessions = data.pages.flatMap(({ items }) => items);
  const isAlone = sessions.length <= 1;
  return (
    <>
      <p>{t(isAlone ? 'me.sessions.alone' : 'me.sessions.why')}</p>
      {ending.error && <Problem refusal={ending.error} />}
      <ul className="session-list">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isEnding={ending.isPending && ending.variables === session.id}
            onEnd={() => ending.mutate(session.id)}
          />
        ))}
      </ul>
      <div className="form-actions">
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('me.sessions.more')}
          </Button>
        )}
        {!isAlone && (
          <Button
            variant="default"
            loading={ending.isPending && ending.variables === undefined}
            onClick={() => ending.mutate(undefined)}
          >
            {t('me.sessions.endOthers')}
          </Button>
        )}
      </div>
    </>
  );
}
