import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ServiceContractBody } from '#libs/contracts/http';
import { ContractListPage } from '../../features/contracts/contract-list-page';
import { ProposalListPage } from '../../features/proposals/proposal-list-page';
import type { RowLink } from '../../ui/data-table/data-grid';
import { lazyPart } from '../../ui/lazy-part';
import { usePerson } from '../chosen-organization';
import { mayAct } from '../may-act';
import { useListAddress, useRowLink } from './list-address';
import { useStillHere } from './still-here';

const ContractPage = lazyPart(() => import('../../features/contracts/contract-page').then((part) => part.ContractPage));

const contracts = getRouteApi('/shell/contracts');
const contract = getRouteApi('/shell/contracts/$contractId');
const proposals = getRouteApi('/shell/proposals');

/** Ties the list of contracts to the address. */
export function ContractListRoute() {
  const search = contracts.useSearch();
  return <ContractListPage search={search} address={useListAddress(search)} contractLink={ContractRowLink} />;
}

const ContractRowLink: RowLink<ServiceContractBody> = ({ row: { id }, children }) => (
  <Link to="/contracts/$contractId" params={{ contractId: id }} {...useRowLink(id)}>
    {children}
  </Link>
);

/** One contract. */
export function ContractRoute() {
  const { t } = useTranslation();
  const { contractId } = contract.useParams();
  const navigate = contract.useNavigate();
  const isStillHere = useStillHere();
  return (
    <ContractPage
      key={contractId}
      id={contractId}
      back={<Link to="/contracts">{t('contracts.back')}</Link>}
      linkToDevice={(deviceId, words) => (
        <Link to="/devices/$deviceId/$tab" params={{ deviceId, tab: 'installation' }}>
          {words}
        </Link>
      )}
      linkToContract={(id, words) => (
        <Link to="/contracts/$contractId" params={{ contractId: id }}>
          {words}
        </Link>
      )}
      onRenewed={(id) => {
        if (isStillHere()) void navigate({ to: '/contracts/$contractId', params: { contractId: id } });
      }}
    />
  );
}

/** Ties the list of proposals to the address. */
export function ProposalListRoute() {
  const { do: dialog, ...search } = proposals.useSearch();
  const navigate = proposals.useNavigate();
  const address = useListAddress(search);
  const person = usePerson();
  const mayPropose = person !== undefined && mayAct(person, 'service.propose');
  return (
    <ProposalListPage
      search={search}
      address={address}
      isProposing={dialog === 'propose'}
      onPropose={
        mayPropose
          ? (isOpen) => void navigate({ search: { ...search, do: isOpen ? 'propose' : undefined } })
          : undefined
      }
    />
  );
}
