import { Link } from '@tanstack/react-router';
import { type OperationLinks, OperationPage } from '../../features/operation/operation-page';

const links: OperationLinks = {
  failedMails: (words) => (
    <Link to="/mails" search={{ state: 'failed' }}>
      {words}
    </Link>
  ),
  waitingMails: (words) => (
    <Link to="/mails" search={{ state: 'waiting' }}>
      {words}
    </Link>
  ),
  refusedConnections: (words) => <Link to="/connections">{words}</Link>,
};

/** The operator's overview, with ways to what it counts. */
export const OperationRoute = () => <OperationPage links={links} />;
