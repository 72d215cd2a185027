import { Button, Skeleton, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody, ProposalBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { itemsOf, Older } from '../../../ui/older';
import { RemoteView } from '../../../ui/remote-view';
import { type Shape, StateMark, type Tone } from '../../../ui/state-mark';
import { When } from '../../../ui/when';
import { acceptProposal, assetKeys, declineProposal, proposalsQuery, withdrawProposal } from '../requests';

const marks: Readonly<Record<ProposalBody['status'], readonly [Shape, Tone]>> = {
  proposed: ['half', 'warn'],
  accepted: ['check', 'ok'],
  declined: ['cross', 'bad'],
  withdrawn: ['dash', 'unknown'],
};

type Answer = 'accept' | 'decline' | 'withdraw';
const answers: Readonly<Record<Answer, (id: string, reason: string | undefined) => Promise<unknown>>> = {
  accept: acceptProposal,
  decline: declineProposal,
  withdraw: withdrawProposal,
};

/** Who offered to look after the asset, and what was answered; the open one can be answered or withdrawn. */
export function Proposals({ asset }: { readonly asset: AssetDetailsBody }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(proposalsQuery(asset.id));
  const [asked, setAsked] = useState<{ readonly answer: Answer; readonly proposal: ProposalBody }>();
  const possible: readonly Answer[] = [
    ...(asset.may.includes('service.answer') ? (['accept', 'decline'] as const) : []),
    ...(asset.may.includes('service.propose') ? (['withdraw'] as const) : []),
  ];
  return (
    <RemoteView
      query={query}
      loading={<Skeleton height={60} radius={2} />}
      isEmpty={(data) => itemsOf(data).length === 0}
      empty={<p className="dimmed">{t('asset.noProposals')}</p>}
    >
      {(data) => (
        <>
          <ul className="messages">
            {itemsOf(data).map((proposal) => (
              <li key={proposal.id}>
                <p className="message-head">
                  <StateMark shape={marks[proposal.status][0]} tone={marks[proposal.status][1]}>
                    {t(`asset.proposal.${proposal.status}`)}
                  </StateMark>
                  <span>{proposal.provider.name}</span>
                  <When at={proposal.answeredAt ?? proposal.proposedAt} />
                </p>
                {proposal.message !== null && <p>{proposal.message}</p>}
                {proposal.reason !== null && <p className="dimmed">{proposal.reason}</p>}
                {proposal.status === 'proposed' && possible.length > 0 && (
                  <span className="buttons">
                    {possible.map((answer) => (
                      <Button
                        key={answer}
                        variant={answer === 'accept' ? 'filled' : 'default'}
                        size="xs"
                        onClick={() => setAsked({ answer, proposal })}
                      >
                        {t(`asset.answer.${answer}`)}
                      </Button>
                    ))}
                  </span>
                )}
              </li>
            ))}
          </ul>
          <Older query={query} />
          {asked && <AnswerDialog {...asked} assetId={asset.id} onClose={() => setAsked(undefined)} />}
        </>
      )}
    </RemoteView>
  );
}

interface AnswerDialogProps {
  readonly answer: Answer;
  readonly proposal: ProposalBody;
  readonly assetId: string;
  readonly onClose: () => void;
}

function AnswerDialog({ answer, proposal, assetId, onClose }: AnswerDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const answering = useMutation<unknown>({
    mutationFn: () => answers[answer](proposal.id, reason.trim() || undefined),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: assetKeys.all(assetId) });
      await client.invalidateQueries({ queryKey: assetKeys.lists });
      onClose();
    },
  });
  return (
    <Confirm
      title={t(`asset.answerTitle.${answer}`, { provider: proposal.provider.name })}
      verb={t(`asset.answer.${answer}`)}
      isPending={answering.isPending}
      refusal={answering.error}
      onConfirm={() => answering.mutate()}
      onClose={onClose}
    >
      <p>{t(`asset.answerWhat.${answer}`, { provider: proposal.provider.name, asset: proposal.asset.name })}</p>
      {answer === 'decline' && (
        <TextInput
          label={t('common.reasonOptional')}
          maxLength={1000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </Confirm>
  );
}
