import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../../app/refusal';
import { Entrance } from '../../ui/entrance';
import { Problem } from '../../ui/problem';
import { completeSingleSignOn } from './requests';
import { forgetSignOn, keptSignOn } from './single-sign-on';

interface SingleSignOnPageProps {
  /** What the identity provider sent the person back with: the query of the address, without `?`. */
  readonly parameters: string;
  /** The cookie is set. @param next the page that was asked for before */
  readonly onSignedIn: (next: string | undefined) => Promise<void>;
  readonly wayOut: ReactNode;
}

/** Back from an identity provider: completes the sign-in that this window began. */
export function SingleSignOnPage({ parameters, onSignedIn, wayOut }: SingleSignOnPageProps) {
  const { t } = useTranslation();
  // A query, not an effect: it is asked once however often the page is drawn.
  const { data, error } = useQuery({
    queryKey: ['single-sign-on', parameters],
    queryFn: async () => {
      const signOn = keptSignOn();
      if (!signOn) throw Refusal.ofOwn('identity.single-sign-on-unknown');
      await completeSingleSignOn(signOn.attempt, parameters).finally(forgetSignOn);
      return { next: signOn.next };
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the answer comes.
  useEffect(() => {
    if (data) void onSignedIn(data.next);
  }, [data]);
  return (
    <Entrance title={t('session.signIn')}>
      {error ? <Problem refusal={error} /> : <p role="status">{t('session.elsewhereBack')}</p>}
      {error && wayOut}
    </Entrance>
  );
}
