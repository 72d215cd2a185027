import { getRouteApi } from '@tanstack/react-router';
import { MailListPage } from '../../features/mails/mail-list-page';
import { useListAddress } from './list-address';

const route = getRouteApi('/shell/mails');

/** Ties the outbox to the address. */
export function MailListRoute() {
  const search = route.useSearch();
  return <MailListPage search={search} address={useListAddress(search)} />;
}
