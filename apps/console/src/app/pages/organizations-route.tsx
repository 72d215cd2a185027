import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrganizationBody } from '#libs/contracts/http';
import type { OrganizationAct, OrganizationTargetLink } from '../../features/dashboard/organization-columns';
import { OrganizationsPage } from '../../features/dashboard/organizations-page';
import type { RowLink } from '../../ui/data-table/data-grid';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { DashboardTab } from './dashboard-link';
import { useListAddress, useRowLink } from './list-address';

const route = getRouteApi('/shell/organizations');

/** Ties the list of organizations to the address, and its numbers to what they count. */
export function OrganizationsRoute() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const person = usePerson();
  const navigate = route.useNavigate();
  const may = (action: string) => person !== undefined && mayAct(person, action);
  const begin = ({ id }: OrganizationBody, act: OrganizationAct) =>
    void navigate({
      to: '/organizations/$organizationId/$tab',
      params: { organizationId: id, tab: act === 'people' ? 'people' : 'overview' },
      search: { do: act === 'people' ? undefined : act },
    });
  return (
    <OrganizationsPage
      search={search}
      address={useListAddress(search)}
      createLink={
        may('organization.create') ? (
          <Link to="/organizations/new" className="button-link">
            {t('dashboard.create')}
          </Link>
        ) : undefined
      }
      tabLink={DashboardTab}
      rowLink={OrganizationRowLink}
      targetLink={TargetLink}
      acts={{ offered: acts.filter((act) => may(needed[act])), begin }}
    />
  );
}

const OrganizationRowLink: RowLink<OrganizationBody> = ({ row: { id }, children }) => (
  <Link to="/organizations/$organizationId/$tab" params={{ organizationId: id, tab: 'overview' }} {...useRowLink(id)}>
    {children}
  </Link>
);

/** What can be begun from a row (R2-08, R2-14, R3-12). */
const acts = ['people', 'edit', 'delete'] as const;
/** What has to be allowed for it. */
const needed = {
  people: 'member.administer',
  edit: 'organization.edit',
  delete: 'organization.delete',
} as const satisfies Record<OrganizationAct, string>;

/** The tab of an organization's page where a step is done. */
const tabs = {
  machines: 'assets',
  'add-people': 'people',
  'create-asset': 'assets',
  'install-device': 'devices',
  'configure-asset': 'assets',
} as const;

const TargetLink: OrganizationTargetLink = ({ organization: { id }, target, children }) => {
  if (target === 'devices' || target === 'disconnected')
    return (
      <Link
        to="/devices"
        search={{ organizationId: id, ...(target === 'disconnected' && { connectivity: 'disconnected' as const }) }}
      >
        {children}
      </Link>
    );
  if (target === 'assign-devices') return <Link to="/stock">{children}</Link>;
  return (
    <Link to="/organizations/$organizationId/$tab" params={{ organizationId: id, tab: tabs[target] }}>
      {children}
    </Link>
  );
};
