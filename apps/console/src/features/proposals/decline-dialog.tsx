import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalBody } from '#libs/contracts/http';
import { Confirm } from '../../ui/confirm';
import { declineProposal, proposalKeys } from './requests';

/** As long as the API takes a reason, characters. */
const REASON = 1000;

interface DeclineDialogProps {
  readonly proposal: ProposalBody;
  readonly onClose: () => void;
}

/** The customer refuses the offer, with a reason if it likes. */
export function DeclineDialog({ proposal, onClose }: DeclineDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const decline = useMutation({
    mutationFn: () => declineProposal(proposal.id, reason.trim() === '' ? undefined : reason.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: proposalKeys.all });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('proposals.decline.title', { machine: proposal.asset.name })}
      verb={t('proposals.decline.verb')}
      isPending={decline.isPending}
      refusal={decline.error}
      onConfirm={() => decline.mutate()}
      onClose={onClose}
    >
      <p>{t('proposals.decline.what', { provider: proposal.provider.name })}</p>
      <TextInput
        label={t('proposals.decline.reason')}
        maxLength={REASON}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Confirm>
  );
}
