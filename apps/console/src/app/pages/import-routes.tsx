import { Button } from '@mantine/core';
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBody } from '#libs/contracts/http';
import { ImportListPage } from '../../features/imports/import-list-page';
import type { RowLink } from '../../ui/data-table/data-grid';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { importKindsOf, mayImport } from '../shell/import-rights';
import { useListAddress, useRowLink } from './list-address';

const NewImportPage = lazyPart(() =>
  import('../../features/imports/new-import-page').then((part) => part.NewImportPage),
);
const ImportPage = lazyPart(() => import('../../features/imports/import-page').then((part) => part.ImportPage));

const list = getRouteApi('/shell/imports');
const one = getRouteApi('/shell/imports/$importId');

/** Ties the list of imports to the address. */
export function ImportListRoute() {
  const { t } = useTranslation();
  const search = list.useSearch();
  const address = useListAddress(search);
  const person = usePerson();
  const isOffered = person !== undefined && mayImport(person);
  return (
    <ImportListPage
      search={search}
      address={address}
      rowLink={ImportRowLink}
      newLink={
        isOffered && <Button renderRoot={(props) => <Link to="/imports/new" {...props} />}>{t('imports.new')}</Button>
      }
    />
  );
}

const ImportRowLink: RowLink<ImportBody> = ({ row: { id }, children }) => (
  <Link to="/imports/$importId" params={{ importId: id }} {...useRowLink(id)}>
    {children}
  </Link>
);

/** Sends a file, then goes on to its page. Whoever leaves while it is sent is asked. */
export function NewImportRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isSending = useRef(false);
  const person = usePerson();
  useBlocker({
    // The browser's own question: the page asks nothing else while it sends.
    shouldBlockFn: () => isSending.current && !window.confirm(t('imports.leaveWhileSending')),
    enableBeforeUnload: () => isSending.current,
  });
  if (!person) return null;
  return (
    <NewImportPage
      kinds={importKindsOf(person)}
      onSending={(is) => {
        isSending.current = is;
      }}
      onSent={(importId) => void navigate({ to: '/imports/$importId', params: { importId } })}
    />
  );
}

/** Ties one import to the address. */
export function ImportRoute() {
  const { importId } = one.useParams();
  const search = one.useSearch();
  const address = useListAddress(search);
  return <ImportPage key={importId} id={importId} search={search} address={address} />;
}
