import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReceivedRegistrationRequestBody } from '#libs/contracts/http';
import { RequestListPage } from '../../features/registration-requests/request-list-page';
import type { RowLink } from '../../ui/data-table/data-grid';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { useListAddress, useRowLink } from './list-address';

const OrganizationKey = lazyPart(() =>
  import('../../features/sharing/organization-key').then((part) => part.OrganizationKey),
);
const AskPage = lazyPart(() => import('../../features/registration-requests/ask-page').then((part) => part.AskPage));

const requests = getRouteApi('/shell/requests');
const asking = getRouteApi('/request-registration');

/** Ties the list of requests to the address, and says how others send one. */
export function RequestListRoute() {
  const { t } = useTranslation();
  const search = requests.useSearch();
  const address = useListAddress(search);
  const person = usePerson();
  const providers = person?.memberships.filter(({ kind, role }) => kind === 'provider' && role === 'admin') ?? [];
  return (
    <RequestListPage search={search} address={address} requestLink={RequestRowLink}>
      {providers.map(({ organizationId, name }) => (
        <OrganizationKey
          key={organizationId}
          organizationId={organizationId}
          name={name}
          words={t('requests.handOut')}
          copies={(key) => ({
            text: `${window.location.origin}/request-registration?key=${key}`,
            words: t('requests.copyLink'),
          })}
        />
      ))}
    </RequestListPage>
  );
}

const RequestRowLink: RowLink<ReceivedRegistrationRequestBody> = ({ row: { id }, children }) => (
  <Link to="/requests/$requestId" params={{ requestId: id }} {...useRowLink(id)}>
    {children}
  </Link>
);

/** Where customers ask for the registration of a device, without an account. */
export function AskRoute() {
  const { t } = useTranslation();
  const { key } = asking.useSearch();
  return <AskPage providerKey={key} wayOut={<Link to="/">{t('requests.ask.toSignIn')}</Link>} />;
}
