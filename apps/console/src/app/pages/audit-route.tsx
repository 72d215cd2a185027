import { getRouteApi, Link } from '@tanstack/react-router';
import { AuditPage } from '../../features/audit/audit-page';
import type { SubjectLink } from '../../features/audit/value';
import { useListAddress } from './list-address';

const route = getRouteApi('/shell/audit');

/** Ties the audit trail to the address. */
export function AuditRoute() {
  const search = route.useSearch();
  return <AuditPage search={search} address={useListAddress(search)} subjectLink={ToTrail} />;
}

const ToTrail: SubjectLink = ({ kind, id, action, children }) => (
  <Link to="/audit" search={{ subjectKind: kind, subjectId: id, action }}>
    {children}
  </Link>
);
