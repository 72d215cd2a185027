import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ContractsTab } from '../../features/organization/contracts/contracts-tab';
import { AssetsTab } from '../../features/organization/fleet/assets-tab';
import { DevicesTab } from '../../features/organization/fleet/devices-tab';
import { SitesTab } from '../../features/organization/fleet/sites-tab';
import { InvitationsTab } from '../../features/organization/invitations/invitations-tab';
import { KeysTab } from '../../features/organization/keys/keys-tab';
import { LinksOfPage } from '../../features/organization/links';
import { OrganizationPage } from '../../features/organization/organization-page';
import { OverviewTab } from '../../features/organization/overview/overview-tab';
import { PeopleTab } from '../../features/organization/people/people-tab';
import { RolesTab } from '../../features/organization/roles/roles-tab';
import type { Doing } from '../../features/organization/search';
import { SignInTab } from '../../features/organization/sign-in/sign-in-tab';
import { tabNames } from '../../features/organization/tabs';
import { profileQuery } from '../session';
import { organizationLinks } from './organization-links';

const route = getRouteApi('/shell/organizations/$organizationId/$tab');

/** Ties the page of an organization to the address: the part in its path, what is being done in its search. */
export function OrganizationRoute() {
  const { organizationId } = route.useParams();
  // One organization's page never becomes another's: nothing of the one before is shown for a moment (rule 8).
  return <OrganizationView key={organizationId} id={organizationId} />;
}

function OrganizationView({ id }: { readonly id: string }) {
  const params = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: self } = useQuery(profileQuery);
  const tab = tabNames.find((name) => name === params.tab) ?? 'overview';
  const onDo = (doing: Doing | undefined) => void navigate({ search: { do: doing }, resetScroll: false });
  const isMember = self?.memberships.some(({ organizationId }) => organizationId === id) ?? false;
  return (
    <LinksOfPage value={organizationLinks}>
      <OrganizationPage id={id} tab={tab}>
        {(organization) => {
          const part = { organization, doing: search.do, onDo };
          return (
            <>
              {tab === 'overview' && (
                <OverviewTab {...part} isMember={isMember} onDeleted={() => void navigate({ to: '/' })} />
              )}
              {tab === 'people' && <PeopleTab {...part} selfId={self?.id} />}
              {tab === 'invitations' && <InvitationsTab {...part} />}
              {tab === 'devices' && <DevicesTab {...part} />}
              {tab === 'assets' && <AssetsTab {...part} />}
              {tab === 'sites' && <SitesTab {...part} />}
              {tab === 'contracts' && <ContractsTab {...part} />}
              {tab === 'roles' && <RolesTab {...part} />}
              {tab === 'keys' && <KeysTab {...part} />}
              {tab === 'sign-in' && <SignInTab {...part} />}
            </>
          );
        }}
      </OrganizationPage>
    </LinksOfPage>
  );
}
