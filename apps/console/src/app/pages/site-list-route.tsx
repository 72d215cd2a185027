import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SiteBody } from '#libs/contracts/http';
import { siteEveryMs, siteKeys, siteListQuery } from '../../features/sites/requests';
import { SiteListPage } from '../../features/sites/site-list-page';
import type { RowLink } from '../../ui/data-table/data-grid';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { useLive } from '../stream';
import { useListAddress, useRowLink } from './list-address';

const OrganizationKey = lazyPart(() =>
  import('../../features/sharing/organization-key').then((part) => part.OrganizationKey),
);
const NewSiteDialog = lazyPart(() => import('../../features/sites/new-site-dialog').then((part) => part.NewSiteDialog));

const route = getRouteApi('/shell/sites');

/** Ties the list of sites to the address. */
export function SiteListRoute() {
  const { t } = useTranslation();
  const { do: dialog, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const address = useListAddress(search);
  const person = usePerson();
  const { data } = useQuery(siteListQuery(search));
  // What others share may be withdrawn at any moment, and is gone from the list within two seconds (R4-18).
  const isShared = data?.items.some(({ access }) => access !== 'own') ?? false;
  useLive([{ queryKey: siteKeys.list(search), everyMs: siteEveryMs(isShared ? 'read' : 'own') }]);
  const memberships = person?.memberships ?? [];
  const [first] = memberships;
  const isChosen = memberships.length === 1 && first?.kind === 'customer';
  const show = (open: 'new' | undefined) => void navigate({ search: { ...search, do: open } });
  const mayMake = person !== undefined && mayAct(person, 'site.edit');
  return (
    <>
      <SiteListPage
        search={search}
        address={address}
        siteLink={SiteRowLink}
        linkToDevices={(site, words) => (
          <Link to="/sites/$siteId/$tab" params={{ siteId: site.id, tab: 'devices' }} className="row-link">
            {words}
          </Link>
        )}
        linkToAssets={({ id: siteId }, words) => (
          <Link to="/assets" search={{ siteId }} className="row-link">
            {words}
          </Link>
        )}
        byCode={
          <Link to="/add-site" className="button-plain">
            {t('sites.byCode')}
          </Link>
        }
        onNew={mayMake ? () => show('new') : undefined}
      >
        {memberships
          .filter(({ role }) => role === 'admin')
          .map(({ organizationId, name }) => (
            <OrganizationKey key={organizationId} organizationId={organizationId} name={name} />
          ))}
      </SiteListPage>
      {dialog === 'new' && mayMake && (
        <NewSiteDialog
          ownerId={isChosen ? first.organizationId : undefined}
          onMade={({ id }) => void navigate({ to: '/sites/$siteId/$tab', params: { siteId: id, tab: 'devices' } })}
          onClose={() => show(undefined)}
        />
      )}
    </>
  );
}

const SiteRowLink: RowLink<SiteBody> = ({ row: { id }, children }) => (
  <Link to="/sites/$siteId/$tab" params={{ siteId: id, tab: 'overview' }} {...useRowLink(id)}>
    {children}
  </Link>
);
