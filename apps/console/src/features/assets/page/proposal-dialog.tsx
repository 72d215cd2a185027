import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { assetKeys, propose } from '../requests';

/** As long as the API takes a message, characters. */
const MESSAGE = 1000;

interface ProposalDialogProps {
  readonly asset: AssetDetailsBody;
  readonly onClose: () => void;
}

/** Offers the customer to look after the machine (R3-33). */
export function ProposalDialog({ asset, onClose }: ProposalDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const proposing = useMutation({
    mutationFn: () => propose(asset.id, message.trim() || undefined),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: assetKeys.all(asset.id) });
      await client.invalidateQueries({ queryKey: assetKeys.lists });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('asset.proposeTitle', { asset: asset.label, customer: asset.customer.name })}
      verb={t('asset.propose')}
      isPending={proposing.isPending}
      refusal={proposing.error}
      onConfirm={() => proposing.mutate()}
      onClose={onClose}
    >
      <p>{t('asset.proposeWhat', { customer: asset.customer.name })}</p>
      <TextInput
        label={t('asset.message')}
        description={t('asset.messageHint')}
        maxLength={MESSAGE}
        value={message}
        onChange={({ currentTarget }) => setMessage(currentTarget.value)}
      />
    </Confirm>
  );
}
