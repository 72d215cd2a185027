import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OfflineMeasurementBody } from '#libs/contracts/http';
import { Confirm } from '../../ui/confirm';
import { When } from '../../ui/when';
import { deleteMeasurement, measurementKeys } from './requests';

interface DeletionDialogProps {
  readonly sample: OfflineMeasurementBody;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Deletes a sample that was typed in wrongly; those after it are interpreted anew. */
export function DeletionDialog({ sample, onDeleted, onClose }: DeletionDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => deleteMeasurement(sample.assetId, sample.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: measurementKeys.list(sample.assetId) });
      onDeleted();
    },
  });
  return (
    <Confirm
      title={t('measurements.deleteTitle')}
      verb={t('measurements.delete')}
      isDangerous
      isPending={deletion.isPending}
      refusal={deletion.error}
      onConfirm={() => deletion.mutate()}
      onClose={onClose}
    >
      <p>
        {t('measurements.sampledAt')}: <When at={sample.sampledAt} />
      </p>
      <p>{t('measurements.deleteWhat')}</p>
    </Confirm>
  );
}
