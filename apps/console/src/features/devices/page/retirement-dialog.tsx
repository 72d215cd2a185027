import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { deviceKeys, retire } from './requests';

/** As long as the API takes a reason, characters. */
const REASON = 500;

interface RetirementDialogProps {
  readonly device: DeviceDetailsBody;
  readonly onClose: () => void;
}

/** Takes a device out of service for good, and says what becomes of its certificates (rule 19). */
export function RetirementDialog({ device, onClose }: RetirementDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const isReasonMissing = reason.trim() === '';
  const isOther = typed.trim().toUpperCase() !== device.serialNumber.toUpperCase();
  const retirement = useMutation({
    mutationFn: () => retire(device.id, reason.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: deviceKeys.all(device.id) });
      onClose();
    },
  });
  const confirm = () => {
    setTried(true);
    if (!isReasonMissing && !isOther) retirement.mutate();
  };
  return (
    <Confirm
      title={t('device.retireTitle', { name: device.name })}
      verb={t('device.retireVerb')}
      isDangerous
      isPending={retirement.isPending}
      refusal={retirement.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <ul className="consequences">
        <li>{t('device.retireRevokes')}</li>
        <li>{t('device.retireLeaves')}</li>
        <li>{t('device.revokeForGood')}</li>
      </ul>
      <TextInput
        label={t('device.reason')}
        description={t('device.reasonSeen')}
        maxLength={REASON}
        value={reason}
        error={isTried && isReasonMissing && t('device.reasonMissing')}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <TextInput
        label={t('device.typeSerialNumber', { serialNumber: device.serialNumber })}
        autoComplete="off"
        autoCapitalize="none"
        value={typed}
        error={isTried && isOther && t('device.typedOther')}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </Confirm>
  );
}
