import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EquipmentPage, type TabLink } from '../../features/equipment/equipment-page';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';

const route = getRouteApi('/shell/models/$tab');

/** Ties models and kinds to the address. */
export function EquipmentRoute() {
  const { t } = useTranslation();
  const { tab } = route.useParams();
  const person = usePerson();
  // The operator's are for everybody; a provider's for itself and its customers.
  const owners = (person?.memberships ?? [])
    .filter((own) => own.kind !== 'customer' && mayAct({ memberships: [own] }, 'model.administer'))
    .map(({ organizationId, name, kind }) =>
      kind === 'operator' ? { id: '', name: t('equipment.platforms') } : { id: organizationId, name },
    );
  return <EquipmentPage tab={tab === 'kinds' ? 'kinds' : 'models'} tabLink={EquipmentTabLink} owners={owners} />;
}

const EquipmentTabLink: TabLink = ({ tab, children }) => (
  <Link to="/models/$tab" params={{ tab }} className="tab">
    {children}
  </Link>
);
