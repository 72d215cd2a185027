import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody } from '#libs/contracts/http';
import { Boundary } from '../../../ui/panel';
import { RemoteView, SaidByPage } from '../../../ui/remote-view';
import { Tabs } from '../../../ui/tabs';
import { DeviceHead, DeviceHeadSkeleton } from './device-head';
import { deviceQuery } from './requests';
import { type DeviceTab, tabNames } from './tabs';

/** Leads to a part of the page. */
export type TabLink = (props: { readonly tab: DeviceTab; readonly children: ReactNode }) => ReactNode;

interface DevicePageProps {
  readonly id: string;
  readonly tab: DeviceTab;
  readonly tabLink: TabLink;
  /** Leads back to the list. */
  readonly back: ReactNode;
  /** Since when nothing came, milliseconds since 1970. */
  readonly lostSince: number | undefined;
  readonly children: (device: DeviceDetailsBody) => ReactNode;
}

/** One device: its name, its four truths, and the part of its page that the address names. */
export function DevicePage({ id, tab, tabLink: TabLink, back, lostSince, children }: DevicePageProps) {
  const { t } = useTranslation();
  const query = useQuery(deviceQuery(id));
  const name = query.data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name}, ${t(`device.tabs.${tab}`)} – Fieldgate`;
  }, [name, tab, t]);
  return (
    <SaidByPage value={lostSince !== undefined}>
      <article className="page device-page" aria-labelledby="page-title">
        <p className="trail">{back}</p>
        <RemoteView query={query} loading={<DeviceHeadSkeleton />}>
          {(device) => (
            <>
              <DeviceHead device={device} lostSince={lostSince} />
              <Tabs label={t('common.tabsName')}>
                {tabNames.map((each) => (
                  <TabLink key={each} tab={each}>
                    {t(`device.tabs.${each}`)}
                  </TabLink>
                ))}
              </Tabs>
              <Boundary key={tab}>{children(device)}</Boundary>
            </>
          )}
        </RemoteView>
      </article>
    </SaidByPage>
  );
}
