import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LinksOfPage } from '../../features/organization/links';
import { OrganizationPage } from '../../features/organization/organization-page';
import { OverviewTab } from '../../features/organization/overview/overview-tab';
import type { Doing } from '../../features/organization/search';
import { tabNames } from '../../features/organization/tabs';
import { lazyPart } from '../../ui/lazy-part';
import { hasCustomers } from '../may-act';
import { profileQuery } from '../session';
import { organizationLinks } from './organization-links';

const ContractsTab = lazyPart(() =>
  import('../../features/organization/contracts/contracts-tab').then((part) => part.ContractsTab),
);
const AssetsTab = lazyPart(() => import('../../features/organization/fleet/assets-tab').then((part) => part.AssetsTab));
const DevicesTab = lazyPart(() =>
  import('../../features/organization/fleet/devices-tab').then((part) => part.DevicesTab),
);
const SitesTab = lazyPart(() => import('../../features/organization/fleet/sites-tab').then((part) => part.SitesTab));
const InvitationsTab = lazyPart(() =>
  import('../../features/organization/invitations/invitations-tab').then((part) => part.InvitationsTab),
);
const KeysTab = lazyPart(() => import('../../features/organization/keys/keys-tab').then((part) => part.KeysTab));
const InstallOnAssetDialog = lazyPart(() =>
  import('../../features/assets/install-on-asset-dialog').then((part) => part.InstallOnAssetDialog),
);
const RenewalDialog = lazyPart(() =>
  import('../../features/contracts/renewal-dialog').then((part) => part.RenewalDialog),
);
const PeopleTab = lazyPart(() =>
  import('../../features/organization/people/people-tab').then((part) => part.PeopleTab),
);
const RolesTab = lazyPart(() => import('../../features/organization/roles/roles-tab').then((part) => part.RolesTab));
const SignInTab = lazyPart(() =>
  import('../../features/organization/sign-in/sign-in-tab').then((part) => part.SignInTab),
);

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
      <OrganizationPage id={id} tab={tab} isAmongOthers={self !== undefined && hasCustomers(self)}>
        {(organization) => {
          const part = { organization, doing: search.do, onDo };
          return (
            <>
              {tab === 'overview' && (
                <OverviewTab {...part} isMember={isMember} onDeleted={() => void navigate({ to: '/' })} />
              )}
              {tab === 'people' && <PeopleTab {...part} selfId={self?.id} />}
              {tab === 'invitations' && <InvitationsTab {...part} />}
              {tab === 'devices' && (
                <DevicesTab
                  {...part}
                  installDialog={(device, onClose) => <InstallOnAssetDialog device={device} onClose={onClose} />}
                />
              )}
              {tab === 'assets' && <AssetsTab {...part} />}
              {tab === 'sites' && <SitesTab {...part} />}
              {tab === 'contracts' && (
                <ContractsTab
                  {...part}
                  renewalDialog={(contract, onRenewed, onClose) => (
                    <RenewalDialog contract={contract} onRenewed={onRenewed} onClose={onClose} />
                  )}
                />
              )}
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
