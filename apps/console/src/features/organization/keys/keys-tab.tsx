import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyBody, CreatedApiKeyBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { GrowingTable } from '../../../ui/growing-table';
import { Panel } from '../../../ui/panel';
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
        <GrowingTable
          query={useInfiniteQuery(apiKeysQuery(organization.id))}
          rowKey={({ id }) => id}
          columns={[
            { header: t('organization.column.key'), cell: (apiKey) => <NameAndActions {...apiKey} /> },
            { header: t('organization.column.state'), cell: ({ state }) => <KeyMark state={state} /> },
            {
              header: t('organization.column.until'),
              cell: ({ expiresAt }) => <When at={expiresAt} precision="day" />,
            },
            {
              header: t('organization.column.lastUsed'),
              cell: ({ lastUsedAt }) =>
                lastUsedAt === null ? (
                  <span className="dimmed">{t('organization.never')}</span>
                ) : (
                  <Ago at={lastUsedAt} />
                ),
            },
            {
              header: t('organization.column.actions'),
              isAction: true,
              cell: (apiKey) => <RevokeButton {...apiKey} onRevoke={() => setRevoked(apiKey)} />,
            },
          ]}
          height={160}
          empty={t('organization.noKeys')}
        />
      </Panel>
      {revoked && (
        <RevocationDialog organizationId={organization.id} apiKey={revoked} onClose={() => setRevoked(undefined)} />
      )}
    </>
  );
}

function NameAndActions({ name, actions }: Pick<ApiKeyBody, 'name' | 'actions'>) {
  const { t } = useTranslation();
  return (
    <>
      <span className="person-name">{name}</span>
      <details className="twin">
        <summary>{t('organization.mayDo', { count: actions.length })}</summary>
        <ActionList actions={actions} />
      </details>
    </>
  );
}

function KeyMark({ state }: Pick<ApiKeyBody, 'state'>) {
  const { t } = useTranslation();
  const [shape, tone] = looks[state];
  return (
    <StateMark shape={shape} tone={tone}>
      {t(`organization.keyState.${state}`)}
    </StateMark>
  );
}

function RevokeButton({
  name,
  state,
  onRevoke,
}: Pick<ApiKeyBody, 'name' | 'state'> & { readonly onRevoke: () => void }) {
  const { t } = useTranslation();
  if (state !== 'active') return null;
  return (
    <Button variant="default" size="xs" onClick={onRevoke} aria-label={t('organization.revokeOne', { name })}>
      {t('organization.revoke')}
    </Button>
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
