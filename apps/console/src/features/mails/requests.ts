import { queryOptions } from '@tanstack/react-query';
import { outboxMail, outboxPage } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { MailSearch } from './search';

/** Mails a page. */
const PAGE = 50;
/** How often the list asks what changed while somebody looks, milliseconds. */
const REFRESH_MS = 10_000;

export const mailKeys = { lists: ['mails', 'list'] } as const;

export const mailListQuery = (search: MailSearch) =>
  queryOptions({
    queryKey: [...mailKeys.lists, search],
    queryFn: ({ signal }) =>
      ask({ path: '/outbox-mails', query: { ...search, limit: PAGE }, answer: outboxPage, signal }),
    refetchInterval: REFRESH_MS,
    placeholderData: nextPageInPlace(search),
  });

/** Lets a mail go out again, with all its attempts. */
export const retryMail = (id: string) => ask({ method: 'POST', path: `/outbox-mails/${id}/retry`, answer: outboxMail });
