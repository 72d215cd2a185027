import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeviceDetailsBody, type ReplacementRequest, replacementRequest } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { replace } from './requests';

const REASON = 500;

interface ReplacementDialogProps {
  readonly device: DeviceDetailsBody;
  readonly onReplaced: (deviceId: string) => void;
  readonly onClose: () => void;
}

/** Puts another device in the place of this one; says what stays, and what becomes of this one's certificates. */
export function ReplacementDialog({ device, onReplaced, onClose }: ReplacementDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [serialNumber, setSerialNumber] = useState('');
  const [reason, setReason] = useState('');
  const [isWrong, setWrong] = useState(false);
  const form = replacementRequest.safeParse({
    serialNumber,
    ...(reason.trim() !== '' && { reason }),
  });
  const replacing = useMutation({
    mutationFn: (request: ReplacementRequest) => replace(device.id, request),
    onSuccess: async ({ deviceId }) => {
      await client.invalidateQueries();
      onReplaced(deviceId);
    },
  });
  return (
    <Confirm
      title={t('device.replaceTitle', { name: device.name })}
      verb={t('device.replaceVerb')}
      isDangerous
      isPending={replacing.isPending}
      refusal={replacing.error}
      onConfirm={() => (form.success ? replacing.mutate(form.data) : setWrong(true))}
      onClose={onClose}
    >
      <ul className="consequences">
        <li>{t('device.replaceStays')}</li>
        <li>{t('device.replaceRevokes')}</li>
        <li>{t('device.replaceNext')}</li>
      </ul>
      <TextInput
        label={t('device.replacementSerialNumber')}
        description={t('device.replacementWhere')}
        value={serialNumber}
        maxLength={100}
        error={isWrong && !form.success && t('device.replacementWrong')}
        onChange={({ currentTarget }) => setSerialNumber(currentTarget.value)}
      />
      <TextInput
        label={t('common.reasonOptional')}
        value={reason}
        maxLength={REASON}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Confirm>
  );
}
