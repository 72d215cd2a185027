import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { deviceLifecycle } from '#libs/contracts/http';
import type { ListLink } from '../../features/fleet/facets';
import { FleetPage } from '../../features/fleet/fleet-page';
import type { EndsLink } from '../../features/fleet/forecast';
import { useChosen } from '../chosen-organization';

/** Ties the numbers of the fleet to the lists of what they count. */
export function FleetRoute() {
  return <FleetPage own={useChosen()} listLink={DevicesLink} endsLink={EndsLinkTo} deviceLink={DeviceLink} />;
}

const DevicesLink: ListLink = ({ facet, value, className = '', children }) => (
  <Link to="/devices" search={facet === undefined ? {} : { [facet]: value }} className={className}>
    {children}
  </Link>
);

const DeviceLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'now' }} className="mono">
    {children}
  </Link>
);

/** As certificates are counted. */
const notRetired = deviceLifecycle.options.filter((one) => one !== 'retired');

const EndsLinkTo: EndsLink = ({ of, from, before, children }) => {
  if (of === 'contracts')
    return (
      <Link to="/contracts" search={{ endsFrom: from, endsBefore: before, renewed: false }}>
        {children}
      </Link>
    );
  if (of === 'warranties')
    return (
      <Link to="/assets" search={{ warrantyFrom: from, warrantyBefore: before }}>
        {children}
      </Link>
    );
  const ends = { certificateEndsFrom: from, certificateEndsBefore: before, sort: 'certificateNotAfter' } as const;
  return (
    <Link to="/devices" search={{ ...ends, certificate: ['valid', 'expiring'], lifecycle: notRetired }}>
      {children}
    </Link>
  );
};
