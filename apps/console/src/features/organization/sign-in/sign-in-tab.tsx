import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  type IdentityProviderBody,
  identityProvider,
  identityProviderChange,
  organizationIdentityProvider,
} from '#libs/contracts/http';
import { ask } from '../../../app/http';
import { Confirm } from '../../../ui/confirm';
import { FormBody } from '../../../ui/form-body';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { ShownText } from '../../../ui/shown-text';
import { useSendingForm } from '../../../ui/use-sending-form';
import { orAbsent } from '../organization-fields';
import type { PartProps } from '../part';
import { organizationKeys } from '../requests';

const pathOf = (id: string) => `/organizations/${id}/identity-provider`;

/** Null: its people sign in by password alone. */
const identityProviderQuery = (id: string) =>
  queryOptions({
    queryKey: organizationKeys.part(id, 'identity-provider'),
    queryFn: async ({ signal }): Promise<IdentityProviderBody | null> =>
      (await ask({ path: pathOf(id), answer: organizationIdentityProvider, signal })).identityProvider,
  });

/** The identity provider by which the people of a provider may sign in; the operator sets it up. */
export function SignInTab({ organization: { id, may }, doing, onDo }: PartProps) {
  const { t } = useTranslation();
  const query = useQuery(identityProviderQuery(id));
  const [isRemoving, setRemoving] = useState(false);
  const mayChange = may.includes('identity-provider.administer');
  return (
    <Panel title={t('organization.signIn')}>
      <RemoteView query={query} loading={<Skeleton height={160} radius={2} />}>
        {(found) =>
          mayChange && doing === 'edit' ? (
            <div className="organization-sheet">
              <IdentityProviderForm id={id} found={found} onClose={() => onDo(undefined)} />
            </div>
          ) : (
            <>
              {found ? <Facts found={found} /> : <p className="dimmed">{t('organization.noIdentityProvider')}</p>}
              {mayChange ? (
                <span className="buttons">
                  <Button variant="default" size="xs" onClick={() => onDo('edit')}>
                    {t(found ? 'organization.editVerb' : 'organization.setUp')}
                  </Button>
                  {found && (
                    <Button variant="default" size="xs" onClick={() => setRemoving(true)}>
                      {t('organization.remove')}
                    </Button>
                  )}
                </span>
              ) : (
                <p className="dimmed">{t('organization.operatorSetsUp')}</p>
              )}
            </>
          )
        }
      </RemoteView>
      {isRemoving && <RemovalDialog id={id} onClose={() => setRemoving(false)} />}
    </Panel>
  );
}

function Facts({ found: { issuer, clientId, emailDomains, redirectUri } }: { readonly found: IdentityProviderBody }) {
  const { t } = useTranslation();
  return (
    <dl className="organization-facts">
      <div>
        <dt>{t('organization.field.issuer')}</dt>
        <dd className="mono breaking">{issuer}</dd>
      </div>
      <div>
        <dt>{t('organization.field.clientId')}</dt>
        <dd className="mono breaking">{clientId}</dd>
      </div>
      <div>
        <dt>{t('organization.field.emailDomains')}</dt>
        <dd>{emailDomains.join(', ')}</dd>
      </div>
      <div>
        <dt>{t('organization.field.redirectUri')}</dt>
        <dd>
          <ShownText text={redirectUri} label={t('organization.copyAddress')} />
        </dd>
      </div>
    </dl>
  );
}

interface IdentityProviderFormProps {
  readonly id: string;
  readonly found: IdentityProviderBody | null;
  readonly onClose: () => void;
}

/** Domains are typed with spaces or commas between them. */
const domainsIn = (typed: unknown) =>
  Array.isArray(typed)
    ? typed
    : String(typed)
        .split(/[\s,;]+/)
        .filter((domain) => domain !== '');

function IdentityProviderForm({ id, found, onClose }: IdentityProviderFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useSendingForm({
    schema: identityProviderChange,
    start: { issuer: found?.issuer ?? '', clientId: found?.clientId ?? '', emailDomains: found?.emailDomains ?? [] },
    send: async (body) => {
      await ask({ method: 'PUT', path: pathOf(id), body, answer: identityProvider });
      await client.invalidateQueries({ queryKey: organizationKeys.all(id) });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('organization.save')} onCancel={onClose}>
      <TextInput
        {...form.register('issuer')}
        label={t('organization.field.issuer')}
        description={t('organization.hint.issuer')}
        withAsterisk
        type="url"
        error={errorAt('issuer', t('organization.wrong.issuer'))}
      />
      <TextInput
        {...form.register('clientId')}
        label={t('organization.field.clientId')}
        withAsterisk
        error={errorAt('clientId', t('organization.wrong.text'))}
      />
      <PasswordInput
        {...form.register('clientSecret', orAbsent)}
        label={t('organization.field.clientSecret')}
        description={found ? t('organization.hint.secretStays') : undefined}
        autoComplete="off"
        withAsterisk={found === null}
        visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword'), tabIndex: 0, 'aria-hidden': false }}
        error={errorAt('clientSecret', t('organization.wrong.text'))}
      />
      <TextInput
        {...form.register('emailDomains', { setValueAs: domainsIn })}
        label={t('organization.field.emailDomains')}
        description={t('organization.hint.emailDomains')}
        withAsterisk
        error={errorAt('emailDomains', t('organization.wrong.emailDomains'))}
      />
    </FormBody>
  );
}

function RemovalDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: () => ask({ method: 'DELETE', path: pathOf(id), answer: z.undefined() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: organizationKeys.all(id) });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('organization.removeIdentityProvider')}
      verb={t('organization.remove')}
      isDangerous
      isPending={removal.isPending}
      refusal={removal.error}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
    >
      <p>{t('organization.removeIdentityProviderMeans')}</p>
    </Confirm>
  );
}
