import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInLookup } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { FormBody } from '../../ui/form-body';
import { Problem } from '../../ui/problem';
import { useSendingForm } from '../../ui/use-sending-form';
import { beginSingleSignOn, lookUpMethods } from './requests';
import { keepSignOn } from './single-sign-on';

interface SingleSignOnChoiceProps {
  /** The page that was asked for. */
  readonly next: string | undefined;
  /** Leaves the console for the identity provider's page. */
  readonly onLeave: (address: string) => void;
}

type Provider = { readonly organizationId: string; readonly issuer: string };

/** Signing in with an account of one's own organization: by the address, to the identity provider of its domain. */
export function SingleSignOnChoice({ next, onLeave }: SingleSignOnChoiceProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [providers, setProviders] = useState<readonly Provider[]>();
  const looking = useSendingForm({
    schema: signInLookup,
    start: { email: '' },
    send: async ({ email }) => {
      const { methods } = await lookUpMethods(email);
      setProviders(methods.filter((method) => method.kind === 'single-sign-on'));
    },
  });
  const leaving = useMutation<void, Refusal, Provider>({
    mutationFn: async ({ organizationId }) => {
      const { authorizationUrl, attempt } = await beginSingleSignOn(organizationId);
      keepSignOn({ attempt, ...(next !== undefined && { next }) });
      onLeave(authorizationUrl);
    },
  });
  if (!isOpen)
    return (
      <Button variant="default" fullWidth onClick={() => setOpen(true)}>
        {t('session.elsewhere')}
      </Button>
    );
  return (
    <section className="elsewhere" aria-label={t('session.elsewhere')}>
      <FormBody sending={looking} action={t('session.elsewhereLook')}>
        <TextInput
          {...looking.form.register('email')}
          label={t('session.workEmail')}
          description={t('session.elsewhereHint')}
          type="email"
          autoComplete="username"
          autoFocus
          error={looking.errorAt('email', t('session.emailWrong'))}
        />
      </FormBody>
      {providers?.length === 0 && <p role="status">{t('session.elsewhereNone')}</p>}
      {providers?.map((provider) => (
        <Button key={provider.organizationId} loading={leaving.isPending} onClick={() => leaving.mutate(provider)}>
          {t('session.elsewhereGo', { place: new URL(provider.issuer).host })}
        </Button>
      ))}
      {leaving.error && <Problem refusal={leaving.error} />}
    </section>
  );
}
