import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedRegistrationRequestBody } from '#libs/contracts/http';
import { Confirm } from '../../ui/confirm';
import { decline, requestKeys } from './requests';

/** As long as the API takes a reason, characters. */
const REASON = 1000;

interface DeclineRequestDialogProps {
  readonly request: ReceivedRegistrationRequestBody;
  readonly onClose: () => void;
}

/** Answers that it will not be registered, and keeps why. */
export function DeclineRequestDialog({ request, onClose }: DeclineRequestDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const answer = useMutation({
    mutationFn: () => decline(request.id, reason.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: requestKeys.all });
      onClose();
    },
  });
  const confirm = () => {
    if (reason.trim() === '') setIsMissing(true);
    else answer.mutate();
  };
  return (
    <Confirm
      title={t('requests.decline.title', { serial: request.form.device.serialNumber })}
      verb={t('requests.decline.verb')}
      isPending={answer.isPending}
      refusal={answer.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('requests.decline.what')}</p>
      <TextInput
        label={t('requests.decline.reason')}
        maxLength={REASON}
        value={reason}
        error={isMissing && reason.trim() === '' && t('requests.decline.missing')}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Confirm>
  );
}
