import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { batchKinds } from '../../features/batches/kinds';
import { DeviceListPage } from '../../features/devices/device-list-page';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { DeviceRowLink } from './device-row-link';
import { useListAddress } from './list-address';
import { useWayToBatch } from './way-to-batch';

const BatchBar = lazyPart(() => import('../../features/batches/batch-bar').then((part) => part.BatchBar));

const route = getRouteApi('/shell/devices');

/** Ties the list to the address, and to what its reader may do to many devices at once. */
export function DeviceListRoute() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const goTo = useWayToBatch();
  const person = usePerson();
  const kinds = person ? batchKinds((action) => mayAct(person, action)) : [];
  const mayMany = kinds.length > 0;
  return (
    <DeviceListPage
      key={search.in} // What was chosen in one organization is not chosen in another, where nobody would see it.
      search={search}
      address={useListAddress(search)}
      deviceLink={DeviceRowLink}
      aside={mayMany && <Link to="/batches">{t('batches.listTitle')}</Link>}
      bar={
        mayMany
          ? ({ chosen, isAll, chooseAll, clear }, all) => (
              <BatchBar
                chosen={chosen}
                all={all}
                isAll={isAll}
                own={search.in}
                kinds={kinds}
                onChooseAll={chooseAll}
                onClear={clear}
                onStarted={goTo}
              />
            )
          : undefined
      }
    />
  );
}
