import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../ui/tabs';
import { fleetCountsQuery, statusCountsQuery } from './requests';

/** A tab of the dashboard. */
export type DashboardView = 'organizations' | 'stock';
/** Leads to a tab. */
export type DashboardLink = (props: { readonly view: DashboardView; readonly children: ReactNode }) => ReactNode;

interface DashboardProps {
  /** The one of the reader's organizations in which they look; undefined: in all. */
  readonly own: string | undefined;
  readonly view: DashboardView;
  readonly link: DashboardLink;
  /** The main thing that can be done, at the right. */
  readonly action: ReactNode;
  readonly children: ReactNode;
}

/** The two views of who looks after customers, each with the number of rows it opens (R0-09, rule 7). */
export function Dashboard({ own, view, link: TabLink, action, children }: DashboardProps) {
  const { t, i18n } = useTranslation();
  const statuses = useQuery(statusCountsQuery({ in: own })).data;
  const fleet = useQuery(fleetCountsQuery(own)).data;
  useEffect(() => {
    document.title = `${t(`dashboard.view.${view}`)} – Fieldgate`;
  }, [t, view]);
  const counts = {
    organizations: statuses && statuses.new + statuses.invited + statuses.onboarded,
    stock: fleet?.unassigned,
  };
  return (
    <section className="page" aria-labelledby="page-title">
      <div className="page-head">
        <h1 id="page-title">{t(`dashboard.view.${view}`)}</h1>
        {action}
      </div>
      <Tabs label={t('dashboard.views')}>
        {(['organizations', 'stock'] as const).map((one) => (
          <TabLink key={one} view={one}>
            {t(`dashboard.view.${one}`)} <span className="tab-count">{counts[one]?.toLocaleString(i18n.language)}</span>
          </TabLink>
        ))}
      </Tabs>
      {children}
    </section>
  );
}
