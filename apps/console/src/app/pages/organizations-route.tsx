import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrganizationBody } from '#libs/contracts/http';
import type { OrganizationTargetLink } from '../../features/dashboard/organization-columns';
import { OrganizationsPage } from '../../features/dashboard/organizations-page';
import type { RowLink } from '../../ui/data-table/data-grid';
import { mayAct } from '../may-act';
import { profileQuery } from '../session';
import { DashboardTab } from './dashboard-link';
import { useListAddress, useRowLink } from './list-address';

const route = getRouteApi('/shell/organizations');

/** Ties the list of organizations to the address, and its numbers to what they count. */
export function OrganizationsRoute() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { data: person } = useQuery(profileQuery);
  const mayCreate = person !== undefined && mayAct(person, 'organization.create');
  return (
    <OrganizationsPage
      search={search}
      address={useListAddress(search)}
      createLink={
        mayCreate ? (
          <Link to="/organizations/new" className="button-link">
            {t('dashboard.create')}
          </Link>
        ) : undefined
      }
      tabLink={DashboardTab}
      rowLink={OrganizationRowLink}
      targetLink={TargetLink}
    />
  );
}

const OrganizationRowLink: RowLink<OrganizationBody> = ({ row: { id }, children }) => (
  <Link to="/organizations/$organizationId/$tab" params={{ organizationId: id, tab: 'overview' }} {...useRowLink(id)}>
    {children}
  </Link>
);

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
