import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { Boundary } from '../../../ui/panel';
import { RemoteView, SaidByPage } from '../../../ui/remote-view';
import { Tabs } from '../../../ui/tabs';
import { When } from '../../../ui/when';
import { assetQuery } from '../requests';
import { AssetConnection, Warranty } from '../states';
import { type AssetTab, tabNames } from './tabs';

/** Leads to a part of the page. */
export type TabLink = (props: { readonly tab: AssetTab; readonly children: ReactNode }) => ReactNode;

interface AssetPageProps {
  readonly id: string;
  readonly tab: AssetTab;
  readonly tabLink: TabLink;
  /** Leads back to the list. */
  readonly back: ReactNode;
  /** Since when nothing came, milliseconds since 1970. */
  readonly lostSince: number | undefined;
  readonly children: (asset: AssetDetailsBody) => ReactNode;
}

/** One asset: what it is, whose, and the part of its page that the address names. */
export function AssetPage({ id, tab, tabLink: TabLink, back, lostSince, children }: AssetPageProps) {
  const { t } = useTranslation();
  const query = useQuery(assetQuery(id));
  const label = query.data?.label;
  useEffect(() => {
    if (label !== undefined) document.title = `${label}, ${t(`asset.tabs.${tab}`)} – Fieldgate`;
  }, [label, tab, t]);
  return (
    <SaidByPage value={lostSince !== undefined}>
      <article className="page device-page" aria-labelledby="page-title">
        <p className="trail">{back}</p>
        <RemoteView query={query} loading={<HeadSkeleton />}>
          {(asset) => (
            <>
              <Head asset={asset} lostSince={lostSince} />
              <Tabs label={t('common.tabsName')}>
                {tabNames.map((each) => (
                  <TabLink key={each} tab={each}>
                    {t(`asset.tabs.${each}`)}
                  </TabLink>
                ))}
              </Tabs>
              <Boundary key={tab}>{children(asset)}</Boundary>
            </>
          )}
        </RemoteView>
      </article>
    </SaidByPage>
  );
}

interface HeadProps {
  readonly asset: AssetDetailsBody;
  readonly lostSince: number | undefined;
}

function Head({ asset, lostSince }: HeadProps) {
  const { t } = useTranslation();
  const { label, kind, model, modelNumber, serialNumber, customer, site } = asset;
  return (
    <header className="device-head">
      <h1 id="page-title">{label}</h1>
      <p className="device-plate dimmed">
        <span>{kind === model ? kind : `${kind}, ${model}`}</span>
        {modelNumber !== model && <span className="mono">{modelNumber}</span>}
        <span className="mono">{serialNumber}</span>
        <span>{customer.name}</span>
        {site && <span>{site.name}</span>}
      </p>
      {lostSince !== undefined && (
        <p className="notice notice-line" data-tone="warn" role="status">
          <span>
            {t('common.lostSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
          </span>
          <span className="dimmed">{t('common.lostNext')}</span>
        </p>
      )}
      <ul className="truths" aria-label={t('asset.states')} data-old={lostSince !== undefined}>
        <li>
          <AssetConnection {...asset} />
        </li>
        <li>
          <Warranty {...asset} />
        </li>
      </ul>
    </header>
  );
}

function HeadSkeleton() {
  return (
    <div className="device-head">
      <Skeleton height={27} width={240} radius={2} />
      <Skeleton height={18} width={320} radius={2} />
      <Skeleton height={20} width="min(420px, 100%)" radius={2} />
    </div>
  );
}
