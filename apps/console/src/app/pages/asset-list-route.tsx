import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AssetBody } from '#libs/contracts/http';
import type { AddedLink } from '../../features/assets/addition/added-dialog';
import { AssetListPage } from '../../features/assets/asset-list-page';
import { customerQuery } from '../../features/assets/requests';
import type { RowLink } from '../../ui/data-table/data-grid';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { useListAddress, useRowLink } from './list-address';

const AddAssetDialog = lazyPart(() =>
  import('../../features/assets/addition/add-asset-dialog').then((part) => part.AddAssetDialog),
);

const route = getRouteApi('/shell/assets');

/** Ties the list to the address, and the form of a new asset over it. */
export function AssetListRoute() {
  const { do: what, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const address = useListAddress(search);
  const person = usePerson();
  const { data: customer, isLoading } = useQuery(customerQuery(search.organizationId));
  // Whoever belongs to one customer and nobody else adds for it.
  const own = person?.memberships.length === 1 ? person.memberships.find(({ kind }) => kind === 'customer') : undefined;
  const mayAdd = person !== undefined && mayAct(person, 'asset.create');
  const open = (next: 'add' | undefined) => void navigate({ search: { ...search, do: next } });
  return (
    <AssetListPage
      search={search}
      address={address}
      assetLink={AssetRowLink}
      onAdd={mayAdd ? () => open('add') : undefined}
    >
      {what === 'add' && mayAdd && !isLoading && (
        <AddAssetDialog
          customer={customer ?? (own && { id: own.organizationId, name: own.name })}
          assetLink={AssetLink}
          onClose={() => open(undefined)}
        />
      )}
    </AssetListPage>
  );
}

const AssetRowLink: RowLink<AssetBody> = ({ row: { id }, children }) => (
  <Link to="/assets/$assetId/$tab" params={{ assetId: id, tab: 'now' }} {...useRowLink(id)}>
    {children}
  </Link>
);

const AssetLink: AddedLink = ({ id, children }) => (
  <Link to="/assets/$assetId/$tab" params={{ assetId: id, tab: 'now' }}>
    {children}
  </Link>
);
