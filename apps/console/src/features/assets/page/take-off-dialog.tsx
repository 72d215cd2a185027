import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { removeDevice } from '../requests';

interface TakeOffDialogProps {
  readonly asset: AssetDetailsBody;
  readonly device: AssetDetailsBody['devices'][number];
  readonly onClose: () => void;
}

/** Takes the device off the asset; says what stays. */
export function TakeOffDialog({ asset, device, onClose }: TakeOffDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: () => removeDevice(device.id),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Confirm
      title={t('asset.takeOffTitle', { device: device.name, asset: asset.label })}
      verb={t('asset.takeOff')}
      isPending={removal.isPending}
      refusal={removal.error}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
    >
      <p>{t('asset.takeOffWhat')}</p>
    </Confirm>
  );
}
