import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { deviceKeys, resume, suspend } from './requests';

/** As long as the API takes a reason, characters. */
const REASON = 500;

interface SuspensionDialogProps {
  readonly device: DeviceDetailsBody;
  readonly onClose: () => void;
}

/** Keeps a device out, or lets it in again. */
export function SuspensionDialog({ device, onClose }: SuspensionDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isSuspended = device.lifecycle === 'suspended';
  const change = useMutation({
    mutationFn: () => (isSuspended ? resume(device.id) : suspend(device.id, reason.trim())),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: deviceKeys.all(device.id) });
      onClose();
    },
  });
  const confirm = () => {
    if (isSuspended || reason.trim() !== '') change.mutate();
    else setMissing(true);
  };
  return (
    <Confirm
      title={t(isSuspended ? 'device.resumeTitle' : 'device.suspendTitle', { name: device.name })}
      verb={t(isSuspended ? 'device.resumeVerb' : 'device.suspendVerb')}
      isPending={change.isPending}
      refusal={change.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(isSuspended ? 'device.resumeWhat' : 'device.suspendWhat')}</p>
      {!isSuspended && (
        <TextInput
          label={t('device.reason')}
          description={t('device.reasonSeen')}
          maxLength={REASON}
          value={reason}
          error={isMissing && reason.trim() === '' && t('device.reasonMissing')}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </Confirm>
  );
}
