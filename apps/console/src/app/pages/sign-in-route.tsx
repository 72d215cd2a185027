import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SignInPage } from '../../features/session/sign-in-page';
import { SingleSignOnChoice } from '../../features/session/single-sign-on-choice';
import { beginSession } from '../session';

const route = getRouteApi('/sign-in');

/** Signing in, then on to the page that was asked for. */
export function SignInRoute() {
  const { t } = useTranslation();
  const { endedBy } = route.useRouteContext();
  const { next } = route.useSearch();
  const client = useQueryClient();
  const router = useRouter();
  const enter = async () => {
    await beginSession(client);
    await router.invalidate();
  };
  return (
    <SignInPage endedBy={endedBy} onSignedIn={enter}>
      <SingleSignOnChoice next={next} onLeave={(address) => window.location.assign(address)} />
      <p className="way-out">
        <Link to="/reset">{t('session.forgotten')}</Link>
      </p>
    </SignInPage>
  );
}
