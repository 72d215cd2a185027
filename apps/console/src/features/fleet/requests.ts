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
  summary: () => ['fleet', 'summary'] as const,
  forecasts: () => ['fleet', 'forecasts'] as const,
  ending: () => ['fleet', 'ending'] as const,
};

/** How many devices are how. */
export const summaryQuery = queryOptions({
  queryKey: keys.summary(),
  queryFn: ({ signal }) => ask({ path: '/fleet/summary', answer: fleetSummary, signal }),
  staleTime: SUMMARY_MS,
});

const ofAll = ['certificates', 'contracts', 'warranties'] as const satisfies readonly ForecastOf[];
export type Forecasts = Readonly<Record<ForecastOf, FleetForecastBody>>;

/** What ends in each of the months to come. */
export const forecastsQuery = queryOptions({
  queryKey: keys.forecasts(),
  queryFn: async ({ signal }): Promise<Forecasts> => {
    const answers = await Promise.all(
      ofAll.map((of) => ask({ path: '/fleet/forecast', query: { of }, answer: fleetForecast, signal })),
    );
    return Object.fromEntries(ofAll.map((of, place) => [of, answers[place]])) as Forecasts;
  },
  staleTime: FORECAST_STALE_MS,
});

/** The contracts that end next. */
export const endingQuery = queryOptions({
  queryKey: keys.ending(),
  queryFn: ({ signal }) =>
    ask({ path: '/contracts', query: { endsWithin: ENDING_DAYS, limit: NAMED }, answer: contractPage, signal }),
  staleTime: FORECAST_STALE_MS,
});
