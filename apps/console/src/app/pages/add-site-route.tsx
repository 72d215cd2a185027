import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AddSitePage } from '../../features/sharing/add-site-page';
import { CodeEntryPage } from '../../features/sharing/code-entry-page';
import { profileQuery } from '../session';

const route = getRouteApi('/shell/add-site/$code');

/** Where a code is typed by hand. */
export function CodeEntryRoute() {
  const navigate = useNavigate();
  return <CodeEntryPage onCode={(code) => void navigate({ to: '/add-site/$code', params: { code } })} />;
}

/** Adding a site that was shared, by the code in the mail or one that was typed. */
export function AddSiteRoute() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const { data: person } = useQuery(profileQuery);
  return (
    <AddSitePage
      key={code}
      code={code}
      memberships={person?.memberships ?? []}
      wayOn={(siteId) => (
        <Link to="/sites/$siteId/$tab" params={{ siteId, tab: 'overview' }}>
          {t('addSite.toSite')}
        </Link>
      )}
      another={<Link to="/add-site">{t('addSite.another')}</Link>}
    />
  );
}
