import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceBody, SiteDetailsBody } from '#libs/contracts/http';
import type { Refusal } from '../../../app/refusal';
import { Dialog } from '../../../ui/dialog';
import { Problem } from '../../../ui/problem';
import { RemoteView } from '../../../ui/remote-view';
import { SearchField } from '../../../ui/search-field';
import { candidatesQuery, moveDevice, siteKeys } from '../requests';

interface AssignDialogProps {
  readonly site: SiteDetailsBody;
  readonly onClose: () => void;
}

/** Brings devices of the site's owner there, one press each. */
export function AssignDialog({ site, onClose }: AssignDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [q, setQ] = useState('');
  const query = useQuery(candidatesQuery(site.organizationId, q));
  const move = useMutation<unknown, Refusal, DeviceBody>({
    mutationFn: ({ id }) => moveDevice(id, site.id),
    onSuccess: () => client.invalidateQueries({ queryKey: siteKeys.all }),
  });
  const verbOf = ({ siteId }: DeviceBody) => t(siteId === null ? 'sites.assign.bring' : 'sites.assign.bringFromOther');
  return (
    <Dialog title={t('sites.assign.title', { site: site.name })} onClose={onClose}>
      <SearchField
        label={t('sites.assign.search')}
        placeholder={t('sites.assign.searchHint')}
        maxLength={100}
        asked={q}
        onAsk={setQ}
      />
      {move.error && <Problem refusal={move.error} />}
      <RemoteView
        query={query}
        loading={<Skeleton height={200} radius={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="dimmed">{t(q === '' ? 'sites.assign.none' : 'sites.assign.nothingFound')}</p>}
      >
        {({ items, nextCursor }) => (
          <>
            <ul className="pick-list" aria-busy={query.isPlaceholderData}>
              {items.map((device) => (
                <li key={device.id}>
                  <span>
                    <strong>{device.name}</strong>{' '}
                    {device.serialNumber !== device.name && <span className="mono dimmed">{device.serialNumber}</span>}
                  </span>
                  {device.siteId === site.id ? (
                    <span className="dimmed">{t('sites.assign.here')}</span>
                  ) : (
                    <Button
                      variant="default"
                      size="xs"
                      loading={move.isPending && move.variables.id === device.id}
                      onClick={() => !move.isPending && move.mutate(device)}
                      aria-label={t('sites.assign.bringNamed', { verb: verbOf(device), name: device.name })}
                    >
                      {verbOf(device)}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {nextCursor !== null && <p className="dimmed">{t('sites.assign.more')}</p>}
          </>
        )}
      </RemoteView>
      <div className="confirm-buttons">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
