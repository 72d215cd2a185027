import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NewOrganizationPage } from '../../features/organization/new-organization-page';
import { RemoteView } from '../../ui/remote-view';
import { within } from '../chosen-organization';
import { profileQuery } from '../session';

const route = getRouteApi('/shell/organizations/new');

/** Ties the form of a new organization to the address, which may name the one above it. */
export function NewOrganizationRoute() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(profileQuery);
  return (
    <RemoteView query={query} loading={<p className="page dimmed">{t('common.loading')}</p>}>
      {(person) => (
        <NewOrganizationPage
          key={search.parentId}
          parentId={search.parentId}
          own={within(person, search.in)
            .memberships.filter(({ actions }) => 'organization.create' in actions)
            .map(({ organizationId, name, kind }) => ({ id: organizationId, name, kind }))}
          back={<Link to="/organizations">{t('organization.all')}</Link>}
          onCreated={({ id }) =>
            void navigate({
              to: '/organizations/$organizationId/$tab',
              params: { organizationId: id, tab: 'overview' },
              replace: true,
            })
          }
        />
      )}
    </RemoteView>
  );
}
