import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { AssetPage, type TabLink } from '../../features/assets/page/asset-page';
import { tabNames } from '../../features/assets/page/tabs';
import { ASSET_MS, assetKeys, assetQuery } from '../../features/assets/requests';
import { LastValues } from '../../features/telemetry/last-values';
import { NowTab } from '../../features/telemetry/now-tab';
import { useQuantityName } from '../../features/telemetry/quantity';
import { assetLatestQuery } from '../../features/telemetry/requests';
import { quantitiesOf } from '../../features/telemetry/values-table';
import { lazyPart } from '../../ui/lazy-part';
import { Panel } from '../../ui/panel';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { useLive } from '../stream';
import { useWatchedValues } from './watched-values';

const ConfigurationTab = lazyPart(() =>
  import('../../features/assets/page/configuration-tab').then((part) => part.ConfigurationTab),
);
const InstallationTab = lazyPart(() =>
  import('../../features/assets/page/installation-tab').then((part) => part.InstallationTab),
);
const ServiceTab = lazyPart(() => import('../../features/assets/page/service-tab').then((part) => part.ServiceTab));
const MeasurementsTab = lazyPart(() =>
  import('../../features/measurements/measurements-tab').then((part) => part.MeasurementsTab),
);

const route = getRouteApi('/shell/assets/$assetId/$tab');

/** Ties the page of an asset to the address: the part in its path, chart and sample in its search. */
export function AssetRoute() {
  const { assetId } = route.useParams();
  // One asset's page never becomes another's: nothing of the one before is shown for a moment (rule 8).
  return <AssetView key={assetId} assetId={assetId} />;
}

function AssetView({ assetId }: { readonly assetId: string }) {
  const { t } = useTranslation();
  const params = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = tabNames.find((name) => name === params.tab) ?? 'now';
  const { data: known } = useQuery(assetQuery(assetId));
  const [device] = known?.devices ?? [];
  const lostSince = useLive([
    { queryKey: assetKeys.details(assetId), everyMs: ASSET_MS },
    ...useWatchedValues(tab === 'now' ? device?.id : undefined, search),
  ]);
  const tabLink: TabLink = ({ tab: other, children }) => (
    <Link to="/assets/$assetId/$tab" params={{ assetId, tab: other }} search={search} className="tab">
      {children}
    </Link>
  );
  const onSearch = (change: typeof search) => void navigate({ search: { ...search, ...change }, resetScroll: false });
  return (
    <AssetPage
      id={assetId}
      tab={tab}
      tabLink={tabLink}
      back={<Link to="/assets">{t('asset.back')}</Link>}
      lostSince={lostSince}
    >
      {(asset) => (
        <>
          {tab === 'now' &&
            (asset.devices.length === 0 ? (
              <Panel title={t('asset.lastValues')}>
                <LastValues assetId={assetId} lead={<p className="dimmed">{t('asset.nothingInstalled')}</p>} />
              </Panel>
            ) : (
              asset.devices.map(({ id, name }) => (
                <div key={id} className="installed">
                  <p className="dimmed">
                    {t('asset.measuredBy')} <DeviceLink id={id}>{name}</DeviceLink>
                  </p>
                  <NowTab deviceId={id} search={search} onSearch={onSearch} />
                </div>
              ))
            ))}
          {tab === 'measurements' && <MeasurementsTab asset={asset} search={search} onSearch={onSearch} />}
          {tab === 'installation' && <InstallationTab asset={asset} deviceLink={DeviceLink} />}
          {tab === 'configuration' && <Configuration asset={asset} />}
          {tab === 'service' && (
            <ServiceTab asset={asset} onDeleted={() => void navigate({ to: '/assets', replace: true })} />
          )}
        </>
      )}
    </AssetPage>
  );
}

/** With the quantities that are measured on the asset, which features know each of their own. */
function Configuration({ asset }: { readonly asset: AssetDetailsBody }) {
  const { t } = useTranslation();
  const { data } = useQuery(assetLatestQuery(asset.id));
  const person = usePerson();
  const nameOf = useQuantityName();
  const mayJoin = person !== undefined && mayAct(person, 'member.self-grant');
  const join = mayJoin && (
    <Link
      to="/organizations/$organizationId/$tab"
      params={{ organizationId: asset.organizationId, tab: 'overview' }}
      search={{ do: 'join' }}
    >
      {t('asset.join', { customer: asset.customer.name })}
    </Link>
  );
  return <ConfigurationTab asset={asset} join={join} quantities={quantitiesOf(data)} nameOf={nameOf} />;
}

const DeviceLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'now' }}>
    {children}
  </Link>
);
