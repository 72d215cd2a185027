import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeviceBody, SiteDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { moveDevice, siteKeys } from '../requests';

interface TakeAwayDialogProps {
  readonly site: SiteDetailsBody;
  readonly device: DeviceBody;
  readonly onClose: () => void;
}

/** Takes a device off its site, so that it stands nowhere. */
export function TakeAwayDialog({ site, device, onClose }: TakeAwayDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const move = useMutation({
    mutationFn: () => moveDevice(device.id, null),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: siteKeys.all });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('sites.devices.takeTitle', { device: device.name, site: site.name })}
      verb={t('sites.devices.take')}
      isPending={move.isPending}
      refusal={move.error}
      onConfirm={() => move.mutate()}
      onClose={onClose}
    >
      <p>{t('sites.devices.takeWhat')}</p>
    </Confirm>
  );
}
