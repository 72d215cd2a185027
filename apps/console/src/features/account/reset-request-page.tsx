import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordResetRequest } from '#libs/contracts/http';
import { Entrance } from '../../ui/entrance';
import { FormBody } from '../../ui/form-body';
import { useSendingForm } from '../../ui/use-sending-form';
import { requestReset } from './requests';

/** Asks for the link by which a forgotten password is replaced; tells nobody whether there is an account. */
export function ResetRequestPage({ wayOut }: { readonly wayOut: ReactNode }) {
  const { t } = useTranslation();
  const [sentTo, setSentTo] = useState<string>();
  const sending = useSendingForm({
    schema: passwordResetRequest,
    start: { email: '' },
    send: async ({ email }) => {
      await requestReset(email);
      setSentTo(email);
    },
  });
  return (
    <Entrance title={t('account.reset.askTitle')}>
      {sentTo === undefined ? (
        <>
          <p>{t('account.reset.askWhy')}</p>
          <FormBody sending={sending} action={t('account.reset.askAction')} isWide>
            <TextInput
              {...sending.form.register('email')}
              label={t('session.email')}
              type="email"
              autoComplete="username"
              autoFocus
              error={sending.errorAt('email', t('session.emailWrong'))}
            />
          </FormBody>
        </>
      ) : (
        <div className="notice" data-tone="ok" role="status">
          <h2>{t('account.reset.asked')}</h2>
          <p>{t('account.reset.askedNext', { email: sentTo })}</p>
          <Button variant="default" size="xs" onClick={() => setSentTo(undefined)}>
            {t('account.reset.askAgain')}
          </Button>
        </div>
      )}
      {wayOut}
    </Entrance>
  );
}
