import { useTranslation } from 'react-i18next';
import type { AssetBody } from '#libs/contracts/http';
import { InstallChoice } from '../install-choice';
import { installableQuery, installDevice } from '../requests';

interface InstallDialogProps {
  readonly asset: Pick<AssetBody, 'id' | 'label'>;
  readonly onClose: () => void;
}

/** Puts a device on the asset; only those are offered that are on nothing (R3-41). */
export function InstallDialog({ asset, onClose }: InstallDialogProps) {
  const { t } = useTranslation();
  return (
    <InstallChoice
      title={t('assets.installTitle', { asset: asset.label })}
      words={{ label: t('assets.whichDevice'), empty: t('assets.noFreeDevice'), missing: t('assets.chooseDevice') }}
      queryOf={(searched) => installableQuery(asset.id, searched)}
      install={(deviceId) => installDevice(deviceId, asset.id)}
      onClose={onClose}
    >
      {({ serialNumber, name, type, connectivity }) => (
        <>
          <span className="mono">{serialNumber}</span> {name !== serialNumber && name}{' '}
          <span className="dimmed">
            {type}, {t(`devices.connection.${connectivity}`)}
          </span>
        </>
      )}
    </InstallChoice>
  );
}
