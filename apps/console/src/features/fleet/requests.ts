import { queryOptions } from '@tanstack/react-query';
import {
  contractPage,
  type FleetForecastBody,
  type ForecastOf,
  fleetForecast,
  fleetSummary,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** How old the counts may get while somebody looks, milliseconds: well below the time after which a page says that it is old. */
export const SUMMARY_MS = 5_000;
/** What ends in months changes with days. */
const FORECAST_STALE_MS = 5 * 60_000;
/** Days in which a contract is about to end, as the API has it. */
export const ENDING_DAYS = 60;
/** Contracts that are named; the rest is counted by month. */
const NAMED = 8;

const keys = {
  summary: (own: string | undefined) => ['fleet', 'summary', own] as const,
  forecasts: (own: string | undefined) => ['fleet', 'forecasts', own] as const,
  ending: (own: string | undefined) => ['fleet', 'ending', own] as const,
};

/** How many devices are how. @param own the one of the reader's organizations in which they look; undefined: in all */
export const summaryQuery = (own: string | undefined) =>
  queryOptions({
    queryKey: keys.summary(own),
    queryFn: ({ signal }) => ask({ path: '/fleet/summary', query: { in: own }, answer: fleetSummary, signal }),
    staleTime: SUMMARY_MS,
  });

const ofAll = ['certificates', 'contracts', 'warranties'] as const satisfies readonly ForecastOf[];
export type Forecasts = Readonly<Record<ForecastOf, FleetForecastBody>>;

/** What ends in each of the months to come. */
export const forecastsQuery = (own: string | undefined) =>
  queryOptions({
    queryKey: keys.forecasts(own),
    queryFn: async ({ signal }): Promise<Forecasts> => {
      const answers = await Promise.all(
        ofAll.map((of) => ask({ path: '/fleet/forecast', query: { in: own, of }, answer: fleetForecast, signal })),
      );
      return Object.fromEntries(ofAll.map((of, place) => [of, answers[place]])) as Forecasts;
    },
    staleTime: FORECAST_STALE_MS,
  });

/** The contracts that end next. */
export const endingQuery = (own: string | undefined) =>
  queryOptions({
    queryKey: keys.ending(own),
    queryFn: ({ signal }) =>
      ask({
        path: '/contracts',
        query: { in: own, endsWithin: ENDING_DAYS, limit: NAMED },
        answer: contractPage,
        signal,
      }),
    staleTime: FORECAST_STALE_MS,
  });
