import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteDetailsBody } from '#libs/contracts/http';
import { Boundary } from '../../../ui/panel';
import { Problem } from '../../../ui/problem';
import { RemoteView, SaidByPage } from '../../../ui/remote-view';
import { Tabs } from '../../../ui/tabs';
import { When } from '../../../ui/when';
import { AccessMark } from '../access-mark';
import { siteQuery } from '../requests';
import { type SiteTab, siteTabs } from './tabs';

/** Leads to a part of the page. */
export type SiteTabLink = (props: { readonly tab: SiteTab; readonly children: ReactNode }) => ReactNode;

interface SitePageProps {
  readonly id: string;
  readonly tab: SiteTab;
  readonly tabLink: SiteTabLink;
  /** Leads back to the list. */
  readonly back: ReactNode;
  /** Since when nothing came, milliseconds since 1970. */
  readonly lostSince: number | undefined;
  readonly children: (site: SiteDetailsBody) => ReactNode;
}

/** One site: whose it is, how far its reader may go, and the part of its page that the address names. */
export function SitePage({ id, tab, tabLink: TabLink, back, lostSince, children }: SitePageProps) {
  const { t } = useTranslation();
  const query = useQuery(siteQuery(id));
  const name = query.data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name}, ${t(`sites.tabs.${tab}`)} – Fieldgate`;
  }, [name, tab, t]);
  if (query.error?.isWithheld)
    return (
      <article className="page" aria-labelledby="page-title">
        <h1 id="page-title">{name ?? t('sites.page.gone')}</h1>
        <Problem refusal={query.error}>{back}</Problem>
      </article>
    );
  return (
    <SaidByPage value={lostSince !== undefined}>
      <article className="page device-page" aria-labelledby="page-title">
        <p className="trail">{back}</p>
        <RemoteView query={query} loading={<HeadSkeleton />}>
          {(site) => (
            <>
              <header className="device-head">
                <h1 id="page-title">{site.name}</h1>
                <p className="device-plate">
                  <AccessMark access={site.access} />
                  <span className="dimmed">{site.organizationName}</span>
                  {site.address !== null && <span className="dimmed">{site.address}</span>}
                </p>
                {lostSince !== undefined && (
                  <p className="notice notice-line" data-tone="warn" role="status">
                    <span>
                      {t('sites.page.lostSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
                    </span>
                    <span className="dimmed">{t('sites.page.lostNext')}</span>
                  </p>
                )}
              </header>
              <Tabs label={t('sites.page.parts')}>
                {siteTabs.map((each) => (
                  <TabLink key={each} tab={each}>
                    {t(`sites.tabs.${each}`)}
                    {each === 'devices' && <span className="tab-count"> {site.devices}</span>}
                  </TabLink>
                ))}
              </Tabs>
              <Boundary key={tab}>{children(site)}</Boundary>
            </>
          )}
        </RemoteView>
      </article>
    </SaidByPage>
  );
}

function HeadSkeleton() {
  return (
    <div className="device-head">
      <Skeleton height={27} width={240} radius={2} />
      <Skeleton height={20} width="min(420px, 100%)" radius={2} />
      <Skeleton height={38} radius={2} />
    </div>
  );
}
