import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { assetKeys, deleteAsset } from '../requests';

interface DeletionDialogProps {
  readonly asset: AssetDetailsBody;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Deletes an asset once its serial number is typed; says what goes with it. */
export function DeletionDialog({ asset, onDeleted, onClose }: DeletionDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { serialNumber, offlineMeasurements, label } = asset;
  const deletion = useMutation({
    mutationFn: () => deleteAsset(asset.id, serialNumber),
    onSuccess: async () => {
      onDeleted();
      client.removeQueries({ queryKey: assetKeys.all(asset.id) });
      await client.invalidateQueries({ queryKey: assetKeys.lists });
    },
  });
  return (
    <Confirm
      title={t('asset.deleteTitle', { asset: label })}
      verb={t('asset.delete')}
      isDangerous
      isPending={deletion.isPending}
      refusal={deletion.error}
      onConfirm={() => (typed.trim() === serialNumber ? deletion.mutate() : setWrong(true))}
      onClose={onClose}
    >
      <ul className="consequences">
        {offlineMeasurements > 0 && <li>{t('asset.deleteMeasurements', { count: offlineMeasurements })}</li>}
        <li>{t('asset.deleteDevice')}</li>
        <li>{t('device.revokeForGood')}</li>
      </ul>
      <TextInput
        label={t('asset.deleteConfirm', { serialNumber })}
        className="field-mono"
        value={typed}
        autoComplete="off"
        spellCheck={false}
        error={isWrong && typed.trim() !== serialNumber && t('asset.deleteWrong')}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </Confirm>
  );
}
