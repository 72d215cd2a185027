import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DevicePage, type TabLink } from '../../features/devices/page/device-page';
import { DEVICE_MS, deviceKeys } from '../../features/devices/page/requests';
import { type DeviceTab, tabNames } from '../../features/devices/page/tabs';
import { HistoryTab } from '../../features/telemetry/history-tab';
import { NowTab } from '../../features/telemetry/now-tab';
import type { ChartSearch } from '../../features/telemetry/search';
import { lazyPart } from '../../ui/lazy-part';
import { useLive, type Watched } from '../stream';
import { useStillHere } from './still-here';
import { useWatchedValues } from './watched-values';

const CertificateTab = lazyPart(() =>
  import('../../features/devices/page/certificate-tab').then((part) => part.CertificateTab),
);
const ConnectionTab = lazyPart(() =>
  import('../../features/devices/page/connection-tab').then((part) => part.ConnectionTab),
);
const InstallationTab = lazyPart(() =>
  import('../../features/devices/page/installation-tab').then((part) => part.InstallationTab),
);
const MessagesTab = lazyPart(() => import('../../features/devices/page/messages-tab').then((part) => part.MessagesTab));
const InstallOnAssetDialog = lazyPart(() =>
  import('../../features/assets/install-on-asset-dialog').then((part) => part.InstallOnAssetDialog),
);

const route = getRouteApi('/shell/devices/$deviceId/$tab');

/** Ties the page of a device to the address: the part in its path, the chart in its search. */
export function DeviceRoute() {
  const { deviceId } = route.useParams();
  // One device's page never becomes another's: nothing of the one before is shown for a moment (rule 8).
  return <DeviceView key={deviceId} deviceId={deviceId} />;
}

function DeviceView({ deviceId }: { readonly deviceId: string }) {
  const { t } = useTranslation();
  const params = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isStillHere = useStillHere();
  const tab = tabNames.find((name) => name === params.tab) ?? 'now';
  const [isInstalling, setInstalling] = useState(false);
  const lostSince = useLive(useWatched(deviceId, tab, search));
  const tabLink: TabLink = ({ tab: other, children }) => (
    <Link to="/devices/$deviceId/$tab" params={{ deviceId, tab: other }} search={search} className="tab">
      {children}
    </Link>
  );
  const chart = {
    deviceId,
    search,
    onSearch: (change: ChartSearch) => void navigate({ search: { ...search, ...change }, resetScroll: false }),
  };
  return (
    <DevicePage
      id={deviceId}
      tab={tab}
      tabLink={tabLink}
      back={<Link to="/devices">{t('device.back')}</Link>}
      lostSince={lostSince}
    >
      {(device) => (
        <>
          {tab === 'now' && <NowTab {...chart} />}
          {tab === 'history' && <HistoryTab {...chart} />}
          {tab === 'connection' && <ConnectionTab device={device} />}
          {tab === 'certificate' && <CertificateTab device={device} />}
          {tab === 'installation' && (
            <InstallationTab
              device={device}
              assetLink={AssetLink}
              onInstall={() => setInstalling(true)}
              onReplaced={(id) => {
                if (!isStillHere()) return;
                void navigate({
                  to: '/devices/$deviceId/$tab',
                  params: { deviceId: id, tab: 'installation' },
                  search: {},
                });
              }}
            />
          )}
          {tab === 'messages' && <MessagesTab device={device} />}
          {isInstalling && <InstallOnAssetDialog device={device} onClose={() => setInstalling(false)} />}
        </>
      )}
    </DevicePage>
  );
}

const AssetLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <Link to="/assets/$assetId/$tab" params={{ assetId: id, tab: 'now' }}>
    {children}
  </Link>
);

/** What of the page changes by itself: its truths always, values and chart where they are shown. */
function useWatched(deviceId: string, tab: DeviceTab, search: ChartSearch): readonly Watched[] {
  const values = useWatchedValues(tab === 'now' || tab === 'history' ? deviceId : undefined, search);
  return [{ queryKey: deviceKeys.details(deviceId), everyMs: DEVICE_MS }, ...values];
}
