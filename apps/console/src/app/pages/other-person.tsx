import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouteContext, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OtherPerson } from '../../features/account/other-person';
import { signOut } from '../../features/session/requests';
import { endSession, profileQuery } from '../session';

/** Who is signed in in this browser while a link is followed, and what to say of it; undefined: nobody. */
export function useOtherPerson() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const isSignedIn = useRouteContext({ strict: false, select: ({ session }) => session?.signedIn === true });
  const { data: person } = useQuery({ ...profileQuery, enabled: isSignedIn });
  if (!isSignedIn) return undefined;
  if (!person) return { email: undefined, notice: <p role="status">{t('common.loading')}</p> };
  const leave = async () => {
    await signOut();
    endSession(client);
    await router.invalidate();
  };
  return { email: person.email, notice: <OtherPerson email={person.email} onSignOut={leave} /> };
}
