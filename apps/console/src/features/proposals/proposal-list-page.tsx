import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalBody } from '#libs/contracts/http';
import { DataTable } from '../../ui/data-table/data-table';
import { isNarrowed, type ListAddress } from '../../ui/data-table/list-address';
import { lazyPart } from '../../ui/lazy-part';
import { DeclineDialog } from './decline-dialog';
import { type ProposalAct, proposalColumns } from './proposal-columns';
import { proposalListQuery } from './requests';
import type { ProposalSearch } from './search';
import { TakingBackDialog } from './taking-back-dialog';

const AcceptanceDialog = lazyPart(() => import('./acceptance-dialog').then((part) => part.AcceptanceDialog));
const ProposeDialog = lazyPart(() => import('./propose-dialog').then((part) => part.ProposeDialog));

interface ProposalListPageProps {
  readonly search: ProposalSearch;
  readonly address: ListAddress;
  /** Undefined: its reader proposes nothing. */
  readonly onPropose: ((isOpen: boolean) => void) | undefined;
  readonly isProposing: boolean;
}

/** What providers offered, and what became of it (R3-33). */
export function ProposalListPage({ search, address, onPropose, isProposing }: ProposalListPageProps) {
  const { t } = useTranslation();
  const query = useQuery(proposalListQuery(search));
  const [open, setOpen] = useState<{ readonly act: ProposalAct; readonly proposal: ProposalBody }>();
  const close = () => setOpen(undefined);
  useEffect(() => {
    document.title = `${t('proposals.title')} – Fieldgate`;
  }, [t]);
  return (
    <section className="page" aria-labelledby="page-title">
      <header className="page-head">
        <h1 id="page-title">{t('proposals.title')}</h1>
        {onPropose && <Button onClick={() => onPropose(true)}>{t('proposals.propose.verb')}</Button>}
      </header>
      <DataTable
        table="proposals"
        label={t('proposals.title')}
        columns={proposalColumns(t, (act, proposal) => setOpen({ act, proposal }))}
        query={query}
        rowKey={({ id }) => id}
        address={address}
        empty={
          <Nothing isFiltered={isNarrowed(search)} mayPropose={onPropose !== undefined} onClear={address.onClear} />
        }
      />
      {open?.act === 'accept' && <AcceptanceDialog proposal={open.proposal} onClose={close} />}
      {open?.act === 'decline' && <DeclineDialog proposal={open.proposal} onClose={close} />}
      {open?.act === 'takeBack' && <TakingBackDialog proposal={open.proposal} onClose={close} />}
      {isProposing && onPropose && <ProposeDialog onClose={() => onPropose(false)} />}
    </section>
  );
}

interface NothingProps {
  readonly isFiltered: boolean;
  readonly mayPropose: boolean;
  readonly onClear: () => void;
}

function Nothing({ isFiltered, mayPropose, onClear }: NothingProps) {
  const { t } = useTranslation();
  if (!isFiltered)
    return (
      <div className="notice">
        <h2>{t('proposals.none')}</h2>
        <p>{t(mayPropose ? 'proposals.noneNextPropose' : 'proposals.noneNext')}</p>
      </div>
    );
  return (
    <div className="notice">
      <h2>{t('proposals.nothingFound')}</h2>
      <Button variant="default" size="xs" onClick={onClear}>
        {t('proposals.showAll')}
      </Button>
    </div>
  );
}
