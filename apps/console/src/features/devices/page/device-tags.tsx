import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceDetailsBody } from '#libs/contracts/http';

const TagsDialog = lazy(async () => ({ default: (await import('./tags-dialog')).TagsDialog }));

/** The words by which people group a device; whoever may edit it may change them. */
export function DeviceTags({ device }: { readonly device: DeviceDetailsBody }) {
  const { t } = useTranslation();
  const [isEdited, setEdited] = useState(false);
  const { tags, may } = device;
  const mayEdit = may.includes('device.edit');
  if (tags.length === 0 && !mayEdit) return null;
  return (
    <div className="device-tag-line">
      {tags.length > 0 && (
        <ul className="device-tags" aria-label={t('devices.column.tags')}>
          {tags.map((tag) => (
            <li key={tag} className="device-tag">
              {tag}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <Button variant="default" size="compact-xs" onClick={() => setEdited(true)}>
          {t(tags.length === 0 ? 'device.tags.add' : 'device.tags.edit')}
        </Button>
      )}
      {isEdited && (
        <Suspense fallback={null}>
          <TagsDialog device={device} onClose={() => setEdited(false)} />
        </Suspense>
      )}
    </div>
  );
}
