import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { deviceKeys, removeFromAsset } from './requests';

interface RemovalDialogProps {
  readonly device: DeviceDetailsBody;
  readonly onClose: () => void;
}

/** Takes the device off its asset. */
export function RemovalDialog({ device, onClose }: RemovalDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: () => removeFromAsset(device.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: deviceKeys.all(device.id) });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('device.removeTitle', { name: device.name })}
      verb={t('device.remove')}
      isPending={removal.isPending}
      refusal={removal.error}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
    >
      <p>{t('device.removeWhat')}</p>
    </Confirm>
  );
}
