import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CertificateTab } from '../../features/devices/page/certificate-tab';
import { ConnectionTab } from '../../features/devices/page/connection-tab';
import { DevicePage, type TabLink } from '../../features/devices/page/device-page';
import { InstallationTab } from '../../features/devices/page/installation-tab';
import { MessagesTab } from '../../features/devices/page/messages-tab';
import { DEVICE_MS, deviceKeys } from '../../features/devices/page/requests';
import { type DeviceTab, tabNames } from '../../features/devices/page/tabs';
import { HistoryTab } from '../../features/telemetry/history-tab';
import { NowTab } from '../../features/telemetry/now-tab';
import {
  chartEveryMs,
  GLANCE_MS,
  glanceQuery,
  LATEST_MS,
  latestQuery,
  telemetryKeys,
} from '../../features/telemetry/requests';
import type { ChartSearch } from '../../features/telemetry/search';
import { USUAL_SPAN } from '../../features/telemetry/search';
import { quantitiesOf } from '../../features/telemetry/values-table';
import { useLive, type Watched } from '../stream';

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
  const tab = tabNames.find((name) => name === params.tab) ?? 'now';
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
              onReplaced={(id) =>
                void navigate({
                  to: '/devices/$deviceId/$tab',
                  params: { deviceId: id, tab: 'installation' },
                  search: {},
                })
              }
            />
          )}
          {tab === 'messages' && <MessagesTab device={device} />}
        </>
      )}
    </DevicePage>
  );
}

/** What of the page changes by itself: its truths always, values and chart where they are shown. */
function useWatched(
  deviceId: string,
  tab: DeviceTab,
  { quantity, span = USUAL_SPAN }: ChartSearch,
): readonly Watched[] {
  const showsValues = tab === 'now' || tab === 'history';
  const { data } = useQuery({ ...latestQuery(deviceId), enabled: showsValues });
  const watched: Watched[] = [{ queryKey: deviceKeys.details(deviceId), everyMs: DEVICE_MS }];
  if (!showsValues) return watched;
  const glance = glanceQuery(deviceId, quantitiesOf(data)).queryKey;
  watched.push(
    { queryKey: telemetryKeys.latest(deviceId), everyMs: LATEST_MS },
    { queryKey: glance, everyMs: GLANCE_MS },
  );
  if (quantity !== undefined)
    watched.push({ queryKey: telemetryKeys.chart(deviceId, quantity, span), everyMs: chartEveryMs(span) });
  return watched;
}
