import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/stream';
import { Panel } from '../../ui/panel';
import { RemoteView, SaidByPage } from '../../ui/remote-view';
import { When } from '../../ui/when';
import { Facets, type ListLink } from './facets';
import { type EndsLink, Forecast } from './forecast';
import { ENDING_DAYS, endingQuery, forecastsQuery, SUMMARY_MS, summaryQuery } from './requests';

interface FleetPageProps {
  /** The one of the reader's organizations in which they look; undefined: in all. */
  readonly own: string | undefined;
  readonly listLink: ListLink;
  readonly endsLink: EndsLink;
  readonly deviceLink: ComponentType<{ readonly id: string; readonly children: ReactNode }>;
}

/** The fleet in numbers: how its devices are, and what ends when. */
export function FleetPage({ own, listLink: ListLink, endsLink, deviceLink }: FleetPageProps) {
  const { t } = useTranslation();
  const summary = useQuery(summaryQuery(own));
  const forecasts = useQuery(forecastsQuery(own));
  const lostSince = useLive([{ queryKey: summaryQuery(own).queryKey, everyMs: SUMMARY_MS }]);
  useEffect(() => {
    document.title = `${t('fleet.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <header className="fleet-head">
        <h1 id="page-title">{t('fleet.title')}</h1>
        {summary.data && (
          <p>
            <ListLink>{t('fleet.total', { count: summary.data.total })}</ListLink>
          </p>
        )}
      </header>
      {lostSince !== undefined && (
        <p className="notice notice-line" data-tone="warn" role="status">
          {t('common.lostSince')} <When at={new Date(lostSince).toISOString()} precision="second" />
        </p>
      )}
      <SaidByPage value={lostSince !== undefined}>
        <RemoteView
          query={summary}
          loading={<Skeleton height={196} radius={2} />}
          isEmpty={({ total }) => total === 0}
          empty={
            <div className="notice">
              <h2>{t('devices.none')}</h2>
              <p>{t('devices.noneNext')}</p>
            </div>
          }
        >
          {(counts) => <Facets counts={counts} link={ListLink} />}
        </RemoteView>
      </SaidByPage>
      <div className="fleet-ends">
        <Panel title={t('fleet.forecast')}>
          <RemoteView query={forecasts} loading={<Skeleton height={420} radius={2} />}>
            {(ends) => <Forecast forecasts={ends} link={endsLink} />}
          </RemoteView>
        </Panel>
        <Panel title={t('fleet.ending', { days: ENDING_DAYS })}>
          <Ending own={own} deviceLink={deviceLink} />
        </Panel>
      </div>
    </section>
  );
}

/** The contracts that end next, and of whom. */
function Ending({ own, deviceLink: Link }: Pick<FleetPageProps, 'own' | 'deviceLink'>) {
  const { t } = useTranslation();
  const query = useQuery(endingQuery(own));
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={240} radius={2} />}
      isEmpty={({ items }) => items.length === 0}
      empty={<p className="dimmed">{t('fleet.noneEnding', { days: ENDING_DAYS })}</p>}
    >
      {({ items, nextCursor }) => (
        <>
          <ul className="ending">
            {items.map(({ id, customer, device, endDate, state }) => (
              <li key={id}>
                <span className="ending-who">
                  <strong>{customer.name}</strong>
                  <Link id={device.id}>{device.serialNumber}</Link>
                </span>
                <span data-over={state === 'grace'}>
                  {t(state === 'grace' ? 'fleet.ended' : 'fleet.ends')}{' '}
                  <When at={`${endDate}T12:00:00Z`} precision="day" />
                </span>
              </li>
            ))}
          </ul>
          {nextCursor !== null && <p className="dimmed">{t('fleet.moreEnding')}</p>}
        </>
      )}
    </RemoteView>
  );
}
