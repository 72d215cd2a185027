import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody, OrganizationDetailsBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { RemoteView } from '../../../ui/remote-view';
import { SearchField } from '../../../ui/search-field';
import { freeAssetsQuery, install } from './requests';

/** As much as the API searches for, characters. */
const SEARCHED = 100;

interface InstallDialogProps {
  readonly organization: OrganizationDetailsBody;
  readonly device: DeviceBody;
  readonly onClose: () => void;
}

/** Puts a mounted device on its asset in software: only assets without a device are offered (R0-24, R0-25, R3-41). */
export function InstallDialog({ organization, device, onClose }: InstallDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [q, setQ] = useState('');
  const [assetId, setAssetId] = useState<string>();
  const [isTried, setTried] = useState(false);
  const query = useQuery(freeAssetsQuery(organization.id, q));
  const installing = useMutation({
    mutationFn: (asset: string) => install(device.id, asset),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const confirm = () => {
    if (assetId === undefined) setTried(true);
    else installing.mutate(assetId);
  };
  return (
    <Confirm
      title={t('organization.installTitle', { name: device.name })}
      verb={t('organization.install')}
      isPending={installing.isPending}
      refusal={installing.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <SearchField
        label={t('organization.findAsset')}
        placeholder={t('organization.findAssetHint')}
        maxLength={SEARCHED}
        asked={q}
        onAsk={setQ}
      />
      <RemoteView
        query={query}
        loading={<p className="dimmed">{t('common.loading')}</p>}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{t(q === '' ? 'organization.noFreeAsset' : 'organization.noSuchAsset')}</p>}
      >
        {({ items, nextCursor }) => (
          <fieldset className="choices">
            <legend>{t('organization.onWhich')}</legend>
            {items.map(({ id, label, model, serialNumber }) => (
              <label key={id}>
                <input type="radio" name="asset" checked={id === assetId} onChange={() => setAssetId(id)} />
                <span>
                  {label}{' '}
                  <small className="dimmed">
                    {model} <span className="mono">{serialNumber}</span>
                  </small>
                </span>
              </label>
            ))}
            {nextCursor !== null && <p className="dimmed">{t('organization.moreAssets')}</p>}
          </fieldset>
        )}
      </RemoteView>
      {isTried && assetId === undefined && (
        <p className="field-error" role="alert">
          {t('organization.chooseAsset')}
        </p>
      )}
    </Confirm>
  );
}
