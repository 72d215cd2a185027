import { queryOptions } from '@tanstack/react-query';
import { searchAnswer } from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Things shown at most. */
const SHOWN = 12;
/** What was found a moment ago is found again without asking, milliseconds. */
const FRESH_MS = 10_000;

/** What begins like this. */
export const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q] as const,
    queryFn: ({ signal }) => ask({ path: '/search', query: { q, limit: SHOWN }, answer: searchAnswer, signal }),
    enabled: q !== '',
    staleTime: FRESH_MS,
  });
