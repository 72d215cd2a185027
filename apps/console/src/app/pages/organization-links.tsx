import { getRouteApi, Link } from '@tanstack/react-router';
import type { OrganizationLinks } from '../../features/organization/links';

const route = getRouteApi('/shell/organizations/$organizationId/$tab');

const Tab: OrganizationLinks['Tab'] = ({ tab, doing, className, children }) => {
  const { organizationId } = route.useParams();
  return (
    <Link
      to="/organizations/$organizationId/$tab"
      params={{ organizationId, tab }}
      search={{ do: doing }}
      activeOptions={{ includeSearch: false }}
      {...(className !== undefined && { className })}
    >
      {children}
    </Link>
  );
};

const Organization: OrganizationLinks['Organization'] = ({ id, children }) => (
  <Link to="/organizations/$organizationId/$tab" params={{ organizationId: id, tab: 'overview' }}>
    {children}
  </Link>
);

const Organizations: OrganizationLinks['Organizations'] = ({ children }) => <Link to="/organizations">{children}</Link>;

const Stock: OrganizationLinks['Stock'] = ({ children }) => <Link to="/stock">{children}</Link>;

const NewInner: OrganizationLinks['NewInner'] = ({ id, children }) => (
  <Link to="/organizations/new" search={{ parentId: id }}>
    {children}
  </Link>
);

const Device: OrganizationLinks['Device'] = ({ id, children }) => (
  <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'now' }} className="row-link">
    {children}
  </Link>
);

const Asset: OrganizationLinks['Asset'] = ({ id, children }) => (
  <Link to="/assets/$assetId/$tab" params={{ assetId: id, tab: 'now' }} className="row-link">
    {children}
  </Link>
);

const Site: OrganizationLinks['Site'] = ({ id, children }) => (
  <Link to="/sites/$siteId" params={{ siteId: id }} className="row-link">
    {children}
  </Link>
);

const Assets: OrganizationLinks['Assets'] = ({ id, isAdding = false, children }) => (
  <Link
    to="/assets"
    search={{ organizationId: id, do: isAdding ? 'add' : undefined }}
    {...(isAdding && { className: 'button-link' })}
  >
    {children}
  </Link>
);

const Sites: OrganizationLinks['Sites'] = ({ id, children }) => (
  <Link to="/sites" search={{ organizationId: id }}>
    {children}
  </Link>
);

const Devices: OrganizationLinks['Devices'] = ({ id, children }) => (
  <Link to="/devices" search={{ organizationId: id }}>
    {children}
  </Link>
);

const DevicesAt: OrganizationLinks['DevicesAt'] = ({ id, children }) => (
  <Link to="/devices" search={{ siteId: id }} className="row-link">
    {children}
  </Link>
);

const AssetsAt: OrganizationLinks['AssetsAt'] = ({ id, children }) => (
  <Link to="/assets" search={{ siteId: id }} className="row-link">
    {children}
  </Link>
);

/** Where the parts of an organization's page lead. */
export const organizationLinks: OrganizationLinks = {
  Tab,
  Organization,
  Organizations,
  Stock,
  NewInner,
  Device,
  Asset,
  Site,
  DevicesAt,
  AssetsAt,
  Devices,
  Assets,
  Sites,
};
