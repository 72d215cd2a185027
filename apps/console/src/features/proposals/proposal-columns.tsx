import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ProposalBody } from '#libs/contracts/http';
import type { DataColumn } from '../../ui/data-table/column';
import { StateMark } from '../../ui/state-mark';
import { When } from '../../ui/when';

/** What can be done with a proposal. */
export type ProposalAct = 'accept' | 'decline' | 'takeBack';

const marks = {
  proposed: { shape: 'dots', tone: 'warn' },
  accepted: { shape: 'check', tone: 'ok' },
  declined: { shape: 'cross', tone: 'bad' },
  withdrawn: { shape: 'dash', tone: 'unknown' },
} as const;

const statuses = ['proposed', 'accepted', 'declined', 'withdrawn'] as const;

/** Columns of the list of proposals that are drawn in a way of their own, and what its reader may do with each. */
export function proposalColumns(
  t: TFunction,
  onAct: (act: ProposalAct, proposal: ProposalBody) => void,
): readonly DataColumn<ProposalBody>[] {
  return [
    {
      id: 'asset.name',
      header: t('proposals.column.machine'),
      cell: ({ asset, message, reason }) => (
        <>
          <strong>{asset.name}</strong>
          {message !== null && <span className="proposal-words">„{message}”</span>}
          {reason !== null && (
            <span className="proposal-words">
              {t('proposals.because')} {reason}
            </span>
          )}
        </>
      ),
    },
    { id: 'customer.name', header: t('proposals.column.customer'), cell: ({ customer }) => customer.name },
    { id: 'provider.name', header: t('proposals.column.provider'), cell: ({ provider }) => provider.name },
    {
      id: 'status',
      header: t('proposals.column.status'),
      cell: ({ status }) => <StateMark {...marks[status]}>{t(`proposals.status.${status}`)}</StateMark>,
      search: {
        kind: 'choice',
        name: 'status',
        options: statuses.map((value) => ({ value, label: t(`proposals.status.${value}`) })),
      },
    },
    { id: 'proposedAt', header: t('proposals.column.proposed'), cell: ({ proposedAt }) => <When at={proposedAt} /> },
    {
      id: 'answeredAt',
      header: t('proposals.column.answered'),
      cell: ({ answeredAt }) => answeredAt !== null && <When at={answeredAt} />,
    },
    {
      id: 'acts',
      header: t('proposals.column.acts'),
      isPressed: true,
      cell: (proposal) => <Acts proposal={proposal} t={t} onAct={onAct} />,
    },
  ];
}

interface ActsProps {
  readonly proposal: ProposalBody;
  readonly t: TFunction;
  readonly onAct: (act: ProposalAct, proposal: ProposalBody) => void;
}

function Acts({ proposal, t, onAct }: ActsProps) {
  const machine = proposal.asset.name;
  const act = (name: ProposalAct) => (
    <Button
      variant={name === 'accept' ? 'filled' : 'default'}
      size="compact-xs"
      onClick={() => onAct(name, proposal)}
      aria-label={t(`proposals.${name}.named`, { machine })}
    >
      {t(`proposals.${name}.verb`)}
    </Button>
  );
  return (
    <span className="buttons proposal-acts">
      {proposal.may.includes('service.answer') && (
        <>
          {act('accept')}
          {act('decline')}
        </>
      )}
      {proposal.may.includes('service.propose') && act('takeBack')}
    </span>
  );
}
