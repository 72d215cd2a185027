import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConnectionTruth, FreshnessTruth } from '../../features/devices/truths';
import { PERMISSIONS_MS, sharingKeys } from '../../features/sharing/requests';
import { OverviewTab } from '../../features/sites/page/overview-tab';
import { SitePage, type SiteTabLink } from '../../features/sites/page/site-page';
import { siteTabs } from '../../features/sites/page/tabs';
import { siteEveryMs, siteQuery } from '../../features/sites/requests';
import type { SiteDialog } from '../../features/sites/search';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { useLive } from '../stream';

const PermissionsTab = lazyPart(() =>
  import('../../features/sharing/permissions-tab').then((part) => part.PermissionsTab),
);
const DevicesTab = lazyPart(() => import('../../features/sites/page/devices-tab').then((part) => part.DevicesTab));

const route = getRouteApi('/shell/sites/$siteId/$tab');

/** Ties the page of a site to the address: the part in its path, an open dialog in its search. */
export function SiteRoute() {
  const { siteId } = route.useParams();
  return <SiteView key={siteId} siteId={siteId} />;
}

function SiteView({ siteId }: { readonly siteId: string }) {
  const { t } = useTranslation();
  const params = route.useParams();
  const { do: dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const person = usePerson();
  const tab = siteTabs.find((name) => name === params.tab) ?? 'overview';
  const lostSince = useLive(useWatched(siteId, tab === 'permissions'));
  const show = (open: SiteDialog) => void navigate({ search: { do: open }, resetScroll: false });
  const tabLink: SiteTabLink = ({ tab: other, children }) => (
    <Link to="/sites/$siteId/$tab" params={{ siteId, tab: other }} className="tab">
      {children}
    </Link>
  );
  return (
    <SitePage
      id={siteId}
      tab={tab}
      tabLink={tabLink}
      back={<Link to="/sites">{t('sites.page.back')}</Link>}
      lostSince={lostSince}
    >
      {(site) => (
        <>
          {tab === 'overview' && (
            <OverviewTab
              site={site}
              linkToDevices={(words) => (
                <Link to="/sites/$siteId/$tab" params={{ siteId, tab: 'devices' }}>
                  {words}
                </Link>
              )}
              linkToAssets={(words) => (
                <Link to="/assets" search={{ siteId }}>
                  {words}
                </Link>
              )}
              onDeleted={() => void navigate({ to: '/sites' })}
            />
          )}
          {tab === 'devices' && (
            <DevicesTab
              site={site}
              connectionOf={({ connectivity }) => <ConnectionTruth {...connectivity} />}
              freshnessOf={(device) => <FreshnessTruth {...device} />}
              linkTo={({ id }, words) => (
                <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'now' }} className="row-link">
                  {words}
                </Link>
              )}
              isAssigning={dialog === 'assign'}
              onAssign={(isOpen) => show(isOpen ? 'assign' : undefined)}
            />
          )}
          {tab === 'permissions' && (
            <PermissionsTab
              site={site}
              personId={person?.id}
              isInviting={dialog === 'invite'}
              onInvite={(isOpen) => show(isOpen ? 'invite' : undefined)}
            />
          )}
        </>
      )}
    </SitePage>
  );
}

/** What of the page changes by itself: whether it is still shared, first of all; nothing once it is not. */
function useWatched(siteId: string, showsPermissions: boolean) {
  const { data, error } = useQuery(siteQuery(siteId));
  if (error?.isWithheld) return [];
  const site = { queryKey: siteQuery(siteId).queryKey, everyMs: siteEveryMs(data?.access) };
  return showsPermissions ? [site, { queryKey: sharingKeys.permissions(siteId), everyMs: PERMISSIONS_MS }] : [site];
}
