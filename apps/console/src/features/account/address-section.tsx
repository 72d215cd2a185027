import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressChange } from '#libs/contracts/http';
import { FormBody } from '../../ui/form-body';
import { PasswordField } from '../../ui/password-field';
import { useSendingForm } from '../../ui/use-sending-form';
import { requestAddressChange } from './requests';

/** Another address to sign in with: it counts once the link mailed to it was followed. */
export function AddressSection({ email }: { readonly email: string }) {
  const { t } = useTranslation();
  const [sentTo, setSentTo] = useState<string>();
  const sending = useSendingForm({
    schema: addressChange,
    start: { email: '', password: '' },
    send: async (body, clear) => {
      await requestAddressChange(body);
      clear();
      setSentTo(body.email);
    },
  });
  const { form, errorAt } = sending;
  return (
    <>
      <p>{t('me.address.why', { email })}</p>
      {sentTo !== undefined && (
        <div className="notice" data-tone="ok" role="status">
          <p>{t('me.address.sent', { email: sentTo })}</p>
        </div>
      )}
      <FormBody sending={sending} action={t('me.address.action')}>
        <TextInput
          {...form.register('email')}
          label={t('me.address.new')}
          type="email"
          autoComplete="email"
          error={errorAt('email', t('session.emailWrong'))}
        />
        <PasswordField
          field={form.register('password')}
          label={t('session.password')}
          error={errorAt('password', t('session.passwordMissing'))}
        />
      </FormBody>
    </>
  );
}
