import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AddSitePage } from '../../features/sharing/add-site-page';
import { profileQuery } from '../session';

const route = getRouteApi('/shell/add-site/$code');

/** Adding a site that was shared, by the code in the mail. */
export function AddSiteRoute() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const { data: person } = useQuery(profileQuery);
  return (
    <AddSitePage
      code={code}
      memberships={person?.memberships ?? []}
      wayOn={<Link to="/devices">{t('addSite.toDevices')}</Link>}
    />
  );
}
