import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActivationPage } from '../../features/account/activation-page';
import { AddressPage } from '../../features/account/address-page';
import { InvitationPage } from '../../features/account/invitation-page';
import { ResetPage } from '../../features/account/reset-page';
import { ResetRequestPage } from '../../features/account/reset-request-page';
import { beginSession, endSession, profileQuery } from '../session';
import { useOtherPerson } from './other-person';

const activation = getRouteApi('/activate/$token');
const invitation = getRouteApi('/invitation/$token');
const reset = getRouteApi('/reset/$token');
const address = getRouteApi('/address/$token');

/** The first password of an account, then its first page. */
export function ActivationRoute() {
  const { token } = activation.useParams();
  const other = useOtherPerson();
  const enter = useFirstPage();
  return <ActivationPage token={token} otherPerson={other?.notice} onSignedIn={enter} wayOut={<WayOut />} />;
}

/** Joining an organization; whoever is invited and signed in already goes on without signing out. */
export function InvitationRoute() {
  const { token } = invitation.useParams();
  const other = useOtherPerson();
  const enter = useFirstPage();
  return (
    <InvitationPage
      token={token}
      otherPerson={({ email }) => (other?.email === email ? undefined : other?.notice)}
      onSignedIn={enter}
      wayOut={<WayOut />}
    />
  );
}

/** Asking for the link to replace a forgotten password. */
export const ResetRequestRoute = () => <ResetRequestPage wayOut={<WayOut />} />;

/** Replacing a forgotten password. */
export function ResetRoute() {
  const { t } = useTranslation();
  const { token } = reset.useParams();
  const other = useOtherPerson();
  return (
    <ResetPage
      token={token}
      otherPerson={other?.notice}
      another={<Link to="/reset">{t('account.reset.another')}</Link>}
      wayOut={<WayOut />}
    />
  );
}

/** Confirming another address; needs no session, for the mail may be read elsewhere. */
export function AddressRoute() {
  const { token } = address.useParams();
  const client = useQueryClient();
  const readAnew = () => client.invalidateQueries({ queryKey: profileQuery.queryKey });
  return <AddressPage token={token} onConfirmed={readAnew} wayOut={<WayOut />} />;
}

/** The sign-in, or for whoever is signed in the first page. */
function WayOut() {
  const { t } = useTranslation();
  return (
    <p className="way-out">
      <Link to="/sign-in">{t('account.toSignIn')}</Link>
    </p>
  );
}

/** Goes on with the session that was just begun; nothing of anybody before is kept. */
function useFirstPage() {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    endSession(client);
    await beginSession(client);
    await router.navigate({ to: '/', replace: true });
  };
}
