import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { ChoiceList } from '../choice-list';
import { installableQuery, installDevice } from '../requests';

interface InstallDialogProps {
  readonly asset: Pick<AssetBody, 'id' | 'label'>;
  readonly onClose: () => void;
}

/** Puts a device on the asset; only those are offered that are on nothing (R3-41). */
export function InstallDialog({ asset, onClose }: InstallDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const query = useQuery(installableQuery(asset.id, searched));
  const installing = useMutation({
    mutationFn: (deviceId: string) => installDevice(deviceId, asset.id),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Confirm
      title={t('asset.installTitle', { asset: asset.label })}
      verb={t('asset.install')}
      isPending={installing.isPending}
      refusal={installing.error}
      onConfirm={() => (chosen === undefined ? setMissing(true) : installing.mutate(chosen))}
      onClose={onClose}
    >
      <ChoiceList
        label={t('asset.whichDevice')}
        query={query}
        searched={searched}
        onSearch={setSearched}
        chosen={chosen}
        onChoose={setChosen}
        empty={t('asset.noFreeDevice')}
      >
        {({ serialNumber, name, type, connectivity }) => (
          <>
            <span className="mono">{serialNumber}</span> {name !== serialNumber && name}{' '}
            <span className="dimmed">
              {type}, {t(`devices.connection.${connectivity}`)}
            </span>
          </>
        )}
      </ChoiceList>
      {isMissing && chosen === undefined && <p role="alert">{t('asset.chooseDevice')}</p>}
    </Confirm>
  );
}
