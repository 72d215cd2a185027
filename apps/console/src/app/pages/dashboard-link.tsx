import { Link } from '@tanstack/react-router';
import type { DashboardLink } from '../../features/dashboard/dashboard';

/** A tab of the dashboard. */
export const DashboardTab: DashboardLink = ({ view, children }) => (
  <Link to={view === 'organizations' ? '/organizations' : '/stock'} className="tab">
    {children}
  </Link>
);
