import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../ui/confirm';
import { Panel } from '../../ui/panel';
import { RemoteView } from '../../ui/remote-view';
import { BigCode } from './big-code';
import { organizationKeyQuery, renewOrganizationKey, sharingKeys } from './requests';

interface OrganizationKeyProps {
  readonly organizationId: string;
  readonly name: string;
  /** What it is good for, where that is not the sharing of sites. */
  readonly words?: string;
  /** What else is copied with it. */
  readonly copies?: (key: string) => { readonly text: string; readonly words: string };
}

/** The key by which others share sites with an organization, for its administrators to hand over (R4-10). */
export function OrganizationKey({ organizationId, name, words, copies }: OrganizationKeyProps) {
  const { t } = useTranslation();
  const [isShown, setIsShown] = useState(false);
  return (
    <Panel title={t('sharing.key.title', { name })}>
      <p className="page-lead">{words ?? t('sharing.key.what')}</p>
      {isShown ? (
        <Key organizationId={organizationId} name={name} {...(copies && { copies })} />
      ) : (
        <div>
          <Button variant="default" size="xs" onClick={() => setIsShown(true)}>
            {t('sharing.key.show')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Key({ organizationId, name, copies }: OrganizationKeyProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(organizationKeyQuery(organizationId));
  const [isRenewing, setIsRenewing] = useState(false);
  const renewal = useMutation({
    mutationFn: () => renewOrganizationKey(organizationId),
    onSuccess: (made) => {
      client.setQueryData(sharingKeys.organizationKey(organizationId), made);
      setIsRenewing(false);
    },
  });
  return (
    <>
      <RemoteView query={query} loading={<Skeleton height={76} radius={2} />}>
        {({ key }) => (
          <>
            <BigCode code={key} label={t('sharing.key.title', { name })} {...(copies && { copies: copies(key) })} />
            <div>
              <Button variant="default" size="xs" onClick={() => setIsRenewing(true)}>
                {t('sharing.key.renew')}
              </Button>
            </div>
          </>
        )}
      </RemoteView>
      {isRenewing && (
        <Confirm
          title={t('sharing.key.renewTitle', { name })}
          verb={t('sharing.key.renew')}
          isPending={renewal.isPending}
          refusal={renewal.error}
          onConfirm={() => renewal.mutate()}
          onClose={() => setIsRenewing(false)}
        >
          <p>{t('sharing.key.renewWhat')}</p>
        </Confirm>
      )}
    </>
  );
}
