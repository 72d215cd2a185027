import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { deleteSite, siteKeys } from '../requests';

interface DeletionDialogProps {
  readonly site: SiteDetailsBody;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Deletes a site, once its name is typed: it cannot be undone. */
export function DeletionDialog({ site, onDeleted, onClose }: DeletionDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const deletion = useMutation({
    mutationFn: () => deleteSite(site.id, typed),
    onSuccess: async () => {
      onDeleted();
      client.removeQueries({ queryKey: siteKeys.one(site.id) });
      await client.invalidateQueries({ queryKey: siteKeys.all });
    },
  });
  const confirm = () => {
    if (typed === site.name) deletion.mutate();
    else setIsWrong(true);
  };
  return (
    <Confirm
      title={t('sites.delete.title', { site: site.name })}
      verb={t('sites.delete.verb')}
      isDangerous
      isPending={deletion.isPending}
      refusal={deletion.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <ul className="consequences">
        <li>{t('sites.delete.devices', { count: site.devices })}</li>
        <li>{t('sites.delete.shares')}</li>
        <li>{t('sites.delete.forGood')}</li>
      </ul>
      <TextInput
        label={t('sites.delete.typeName', { site: site.name })}
        value={typed}
        error={isWrong && typed !== site.name && t('sites.delete.nameDiffers')}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </Confirm>
  );
}
