import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { newUuid } from '#libs/kernel';
import { RegistrationPage } from '../../features/registration/registration-page';
import { startFrom } from '../../features/registration-requests/fields';
import { requestQuery } from '../../features/registration-requests/requests';
import { RemoteView } from '../../ui/remote-view';
import { usePerson } from '../chosen-organization';

const route = getRouteApi('/shell/register/$draftId');

/** Ties the form to the address of its draft. */
export function RegisterRoute() {
  const { t } = useTranslation();
  const { request } = route.useSearch();
  const asked = useQuery({ ...requestQuery(request ?? ''), enabled: request !== undefined });
  const { customer } = route.useSearch();
  if (request === undefined)
    return (
      <RegisterForm
        start={customer === undefined ? {} : { customer: 'existing', contact: 'existing', 'organization.id': customer }}
      />
    );
  return (
    <RemoteView query={asked} loading={<p className="page dimmed">{t('common.loading')}</p>}>
      {(received) => <RegisterForm start={startFrom(received)} />}
    </RemoteView>
  );
}

/** @param start what a new form begins with */
function RegisterForm({ start }: { readonly start: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const { draftId } = route.useParams();
  const navigate = route.useNavigate();
  const person = usePerson();
  const providers = person?.memberships.filter(({ kind }) => kind === 'provider') ?? [];
  return (
    <RegistrationPage
      draftId={draftId}
      start={start}
      asksForProvider={person !== undefined && providers.length !== 1}
      linkTo={(id, words) => (
        <Link to="/register/$draftId" params={{ draftId: id }}>
          {words}
        </Link>
      )}
      linkToCertificate={(deviceId) => (
        <Link to="/certificates/$deviceId" params={{ deviceId }} className="button-link">
          {t('registration.toCertificate')}
        </Link>
      )}
      onNext={(organizationId) =>
        void navigate({
          to: '/register/$draftId',
          params: { draftId: newUuid(new Date()) },
          search: organizationId === undefined ? {} : { customer: organizationId },
        })
      }
      onReload={() => window.location.reload()}
    />
  );
}
