import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyBody, CreatedApiKeyBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { itemsOf, Older } from '../../../ui/older';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { StateMark } from '../../../ui/state-mark';
import { Ago, When } from '../../../ui/when';
import type { PartProps } from '../part';
import { organizationKeys } from '../requests';
import { ActionList } from '../roles/action-choice';
import { CreatedKey } from './created-key';
import { KeyForm } from './key-form';
import { apiKeysQuery, revokeApiKey } from './requests';

const looks = { active: ['disc', 'ok'], expired: ['cross', 'unknown'], revoked: ['cross', 'bad'] } as const;

/** The keys by which programs act for the organization: what each may, until when, and when it last did. */
export function KeysTab({ organization, doing, onDo }: PartProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(apiKeysQuery(organization.id));
  const [created, setCreated] = useState<CreatedApiKeyBody>();
  const [revoked, setRevoked] = useState<ApiKeyBody>();
  const isNew = doing === 'new' && !created;
  const show = (key: CreatedApiKeyBody) => {
    setCreated(key);
    onDo(undefined);
  };
  return (
    <>
      {created && <CreatedKey created={created} onKept={() => setCreated(undefined)} />}
      {isNew && (
        <Panel title={t('organization.newKey')}>
          <KeyForm organization={organization} onCreated={show} onClose={() => onDo(undefined)} />
        </Panel>
      )}
      <Panel
        title={t('organization.keys')}
        aside={
          !isNew &&
          !created && (
            <Button size="xs" onClick={() => onDo('new')}>
              {t('organization.newKey')}
            </Button>
          )
        }
      >
        <RemoteView
          query={query}
          loading={<Skeleton height={160} radius={2} />}
          isEmpty={(data) => itemsOf(data).length === 0}
          empty={<p className="dimmed">{t('organization.noKeys')}</p>}
        >
          {(data) => (
            <>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('organization.column.key')}</th>
                    <th scope="col">{t('organization.column.state')}</th>
                    <th scope="col">{t('organization.column.until')}</th>
                    <th scope="col">{t('organization.column.lastUsed')}</th>
                    <th scope="col">
                      <span className="away">{t('organization.column.actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {itemsOf(data).map((apiKey) => (
                    <Row key={apiKey.id} apiKey={apiKey} onRevoke={() => setRevoked(apiKey)} />
                  ))}
                </tbody>
              </table>
              <Older query={query} />
            </>
          )}
        </RemoteView>
      </Panel>
      {revoked && (
        <RevocationDialog organizationId={organization.id} apiKey={revoked} onClose={() => setRevoked(undefined)} />
      )}
    </>
  );
}

function Row({ apiKey, onRevoke }: { readonly apiKey: ApiKeyBody; readonly onRevoke: () => void }) {
  const { t } = useTranslation();
  const { name, actions, state, expiresAt, lastUsedAt } = apiKey;
  const [shape, tone] = looks[state];
  return (
    <tr>
      <th scope="row">
        <span className="person-name">{name}</span>
        <details className="twin">
          <summary>{t('organization.mayDo', { count: actions.length })}</summary>
          <ActionList actions={actions} />
        </details>
      </th>
      <td data-label={t('organization.column.state')}>
        <StateMark shape={shape} tone={tone}>
          {t(`organization.keyState.${state}`)}
        </StateMark>
      </td>
      <td data-label={t('organization.column.until')}>
        <When at={expiresAt} precision="day" />
      </td>
      <td data-label={t('organization.column.lastUsed')}>
        {lastUsedAt === null ? <span className="dimmed">{t('organization.never')}</span> : <Ago at={lastUsedAt} />}
      </td>
      <td className="row-end">
        {state === 'active' && (
          <Button variant="default" size="xs" onClick={onRevoke} aria-label={t('organization.revokeOne', { name })}>
            {t('organization.revoke')}
          </Button>
        )}
      </td>
    </tr>
  );
}

interface RevocationDialogProps {
  readonly organizationId: string;
  readonly apiKey: ApiKeyBody;
  readonly onClose: () => void;
}

function RevocationDialog({ organizationId, apiKey, onClose }: RevocationDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const revocation = useMutation({
    mutationFn: () => revokeApiKey(organizationId, apiKey.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: organizationKeys.all(organizationId) });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('organization.revokeTitle', { name: apiKey.name })}
      verb={t('organization.revoke')}
      isDangerous
      isPending={revocation.isPending}
      refusal={revocation.error}
      onConfirm={() => revocation.mutate()}
      onClose={onClose}
    >
      <p>{t('organization.revokeMeans')}</p>
    </Confirm>
  );
}
