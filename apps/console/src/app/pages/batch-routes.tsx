import { getRouteApi, Link } from '@tanstack/react-router';
import type { DeviceBatchBody, DeviceBatchRowBody } from '#libs/contracts/http';
import { BatchListPage } from '../../features/batches/batch-list-page';
import { batchKinds } from '../../features/batches/kinds';
import type { RowLink } from '../../ui/data-table/data-grid';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { useListAddress, useRowLink } from './list-address';
import { useWayToBatch } from './way-to-batch';

const BatchPage = lazyPart(() => import('../../features/batches/batch-page').then((part) => part.BatchPage));

const list = getRouteApi('/shell/batches');
const one = getRouteApi('/shell/batches/$batchId');

/** Ties the list of batches to the address. */
export function BatchListRoute() {
  const search = list.useSearch();
  return <BatchListPage search={search} address={useListAddress(search)} rowLink={BatchRowLink} />;
}

const BatchRowLink: RowLink<DeviceBatchBody> = ({ row: { id }, children }) => (
  <Link to="/batches/$batchId" params={{ batchId: id }} {...useRowLink(id)}>
    {children}
  </Link>
);

/** Ties one batch to the address. */
export function BatchRoute() {
  const { batchId } = one.useParams();
  const search = one.useSearch();
  const goTo = useWayToBatch();
  const person = usePerson();
  return (
    <BatchPage
      key={batchId}
      id={batchId}
      search={search}
      address={useListAddress(search)}
      deviceLink={DeviceLink}
      kinds={person ? batchKinds((action) => mayAct(person, action)) : []}
      onStarted={goTo}
    />
  );
}

/** A device that is not known leads nowhere. */
const DeviceLink: RowLink<DeviceBatchRowBody> = ({ row: { deviceId, serialNumber }, children }) => {
  const link = useRowLink(deviceId);
  if (serialNumber === null) return children;
  return (
    <Link to="/devices/$deviceId/$tab" params={{ deviceId, tab: 'now' }} {...link}>
      {children}
    </Link>
  );
};
