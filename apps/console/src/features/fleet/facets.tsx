import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FleetSummaryBody } from '#libs/contracts/http';
import { type Shape, StateMark, type Tone } from '../../ui/state-mark';

type Facet = Exclude<keyof FleetSummaryBody, 'total' | 'unassigned'>;

/** Leads to the list of devices with one filter, by the API's own name; without one to all. */
export type ListLink = ComponentType<{
  readonly facet?: Facet;
  readonly value?: string;
  readonly className?: string;
  readonly children: ReactNode;
}>;

/** What each count looks like, in the order of its list; as in the lists themselves. */
const facets = {
  connectivity: { connected: ['disc', 'ok'], disconnected: ['ring', 'warn'], never: ['dots', 'unknown'] },
  freshness: { fresh: ['disc', 'ok'], stale: ['half', 'warn'], silent: ['dots', 'unknown'] },
  certificate: {
    valid: ['check', 'ok'],
    expiring: ['triangle', 'warn'],
    expired: ['cross', 'bad'],
    revoked: ['cross', 'bad'],
    none: ['dash', 'unknown'],
  },
  lifecycle: {
    active: ['square', 'ok'],
    registered: ['frame', 'unknown'],
    suspended: ['pause', 'warn'],
    retired: ['dash', 'unknown'],
  },
} as const satisfies { [Name in Facet]: Record<keyof FleetSummaryBody[Name], readonly [Shape, Tone]> };
const names = Object.keys(facets) as readonly Facet[];

/** Four ways to cut the fleet into parts; each number opens the list of exactly those devices. */
export function Facets({ counts, link: Link }: { readonly counts: FleetSummaryBody; readonly link: ListLink }) {
  const { t } = useTranslation();
  return (
    <div className="facets">
      {names.map((facet) => {
        const values = Object.entries<readonly [Shape, Tone]>(facets[facet]);
        const of = counts[facet] as Readonly<Record<string, number>>;
        return (
          <section key={facet} className="facet" aria-labelledby={`facet-${facet}`}>
            <h2 id={`facet-${facet}`}>{t(`fleet.facet.${facet}`)}</h2>
            <div className="facet-bar" aria-hidden="true">
              {values.map(([value, [, tone]]) =>
                of[value] ? (
                  <span key={value} data-tone={tone} data-value={value} style={{ flexGrow: of[value] }} />
                ) : null,
              )}
            </div>
            <ul>
              {values.map(([value, [shape, tone]]) => (
                <li key={value} data-none={of[value] === 0}>
                  <StateMark shape={shape} tone={tone}>
                    {t(`fleet.value.${facet}.${value}` as 'fleet.value.freshness.fresh')}
                  </StateMark>
                  <Link facet={facet} value={value} className="facet-count">
                    {t('fleet.number', { number: of[value] ?? 0 })}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
