import { getRouteApi, Link } from '@tanstack/react-router';
import { CertificateListPage } from '../../features/certificates/certificate-list-page';
import { CertificateTruth } from '../../features/devices/truths';

const route = getRouteApi('/shell/certificates');

/** Ties the list of certificates to the address. */
export function CertificateListRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <CertificateListPage
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: next.serialNumber !== search.serialNumber })}
      markOf={({ certificate }) => <CertificateTruth {...certificate} />}
      linkTo={({ id }, words) => (
        <Link to="/certificates/$deviceId" params={{ deviceId: id }}>
          {words}
        </Link>
      )}
    />
  );
}
