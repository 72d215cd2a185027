import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProposalBody } from '#libs/contracts/http';
import { Confirm } from '../../ui/confirm';
import { proposalKeys, withdrawProposal } from './requests';

interface TakingBackDialogProps {
  readonly proposal: ProposalBody;
  readonly onClose: () => void;
}

/** The provider takes its offer back, as long as nobody has answered. */
export function TakingBackDialog({ proposal, onClose }: TakingBackDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const withdrawal = useMutation({
    mutationFn: () => withdrawProposal(proposal.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: proposalKeys.all });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('proposals.takeBack.title', { machine: proposal.asset.name })}
      verb={t('proposals.takeBack.verb')}
      isPending={withdrawal.isPending}
      refusal={withdrawal.error}
      onConfirm={() => withdrawal.mutate()}
      onClose={onClose}
    >
      <p>{t('proposals.takeBack.what', { customer: proposal.customer.name })}</p>
    </Confirm>
  );
}
