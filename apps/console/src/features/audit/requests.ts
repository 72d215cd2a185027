import { queryOptions } from '@tanstack/react-query';
import { auditPage } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { AuditSearch } from './search';

/** Events a page. */
const PAGE = 50;

export const auditQuery = (search: AuditSearch) =>
  queryOptions({
    queryKey: ['audit', 'list', search],
    queryFn: ({ signal }) =>
      ask({ path: '/audit-events', query: { ...search, limit: PAGE }, answer: auditPage, signal }),
    placeholderData: nextPageInPlace(search),
  });
