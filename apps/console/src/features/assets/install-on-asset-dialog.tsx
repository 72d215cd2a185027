import { useTranslation } from 'react-i18next';
import type { DeviceBody } from '#libs/contracts/http';
import { InstallChoice } from './install-choice';
import { freeAssetsQuery, installDevice } from './requests';

interface InstallOnAssetDialogProps {
  readonly device: Pick<DeviceBody, 'id' | 'name' | 'organizationId'>;
  readonly onClose: () => void;
}

/** Installs a device by choosing the asset, from the device's side (R0-25). */
export function InstallOnAssetDialog({ device, onClose }: InstallOnAssetDialogProps) {
  const { t } = useTranslation();
  return (
    <InstallChoice
      title={t('asset.installDevice', { device: device.name })}
      words={{ label: t('asset.whichAsset'), empty: t('asset.noFreeAsset'), missing: t('asset.chooseAsset') }}
      queryOf={(searched) => freeAssetsQuery(device.organizationId, searched)}
      install={(assetId) => installDevice(device.id, assetId)}
      onClose={onClose}
    >
      {({ label, model, serialNumber }) => (
        <>
          {label} <span className="dimmed">{model}</span> <span className="mono dimmed">{serialNumber}</span>
        </>
      )}
    </InstallChoice>
  );
}
