import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SingleSignOnPage } from '../../features/session/single-sign-on-page';
import { beginSession } from '../session';

/** Back from an identity provider, then on to the page that was asked for. */
export function SingleSignOnRoute() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const enter = async (next: string | undefined) => {
    await beginSession(client);
    // The sign-in's own check of what may be gone on to.
    await router.navigate({ to: '/sign-in', search: { next }, replace: true });
  };
  return (
    <SingleSignOnPage
      parameters={window.location.search.slice(1)}
      onSignedIn={enter}
      wayOut={
        <p className="way-out">
          <Link to="/sign-in">{t('account.toSignIn')}</Link>
        </p>
      }
    />
  );
}
