import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody } from '#libs/contracts/http';
import { Confirm } from '../../ui/confirm';
import { ChoiceList } from './choice-list';
import { freeAssetsQuery, installDevice } from './requests';

interface InstallOnAssetDialogProps {
  readonly device: Pick<DeviceBody, 'id' | 'name' | 'organizationId'>;
  readonly onClose: () => void;
}

/** Installs a device by choosing the asset, from the device's side (R0-25). */
export function InstallOnAssetDialog({ device, onClose }: InstallOnAssetDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const query = useQuery(freeAssetsQuery(device.organizationId, searched));
  const installing = useMutation({
    mutationFn: (assetId: string) => installDevice(device.id, assetId),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Confirm
      title={t('asset.installDevice', { device: device.name })}
      verb={t('asset.install')}
      isPending={installing.isPending}
      refusal={installing.error}
      onConfirm={() => (chosen === undefined ? setMissing(true) : installing.mutate(chosen))}
      onClose={onClose}
    >
      <ChoiceList
        label={t('asset.whichAsset')}
        query={query}
        searched={searched}
        onSearch={setSearched}
        chosen={chosen}
        onChoose={setChosen}
        empty={t('asset.noFreeAsset')}
      >
        {({ label, model, serialNumber }) => (
          <>
            {label} <span className="dimmed">{model}</span> <span className="mono dimmed">{serialNumber}</span>
          </>
        )}
      </ChoiceList>
      {isMissing && chosen === undefined && <p role="alert">{t('asset.chooseAsset')}</p>}
    </Confirm>
  );
}
