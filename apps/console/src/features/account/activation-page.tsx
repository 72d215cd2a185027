import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Entrance } from '../../ui/entrance';
import { FormBody } from '../../ui/form-body';
import { chosenPassword, PasswordField, usePasswordWords } from '../../ui/password-field';
import { Problem } from '../../ui/problem';
import { useSendingForm } from '../../ui/use-sending-form';
import { isLinkEnded } from './link-state';
import { activate } from './requests';

const form = z.strictObject({ password: chosenPassword });

interface ActivationPageProps {
  readonly token: string;
  /** In place of the form, where somebody else is signed in in this browser. */
  readonly otherPerson: ReactNode;
  /** The account is active and its cookie set. */
  readonly onSignedIn: () => Promise<void>;
  /** Where else to go. */
  readonly wayOut: ReactNode;
}

/** The first password of an account, by either of its two mails (R1-27, R1-29). */
export function ActivationPage({ token, otherPerson, onSignedIn, wayOut }: ActivationPageProps) {
  const { t } = useTranslation();
  const words = usePasswordWords();
  const sending = useSendingForm({
    schema: form,
    start: { password: '' },
    send: async ({ password }) => {
      await activate(token, password);
      await onSignedIn();
    },
  });
  const view = () => {
    if (isLinkEnded(sending.refusal)) return <Problem refusal={sending.refusal} />;
    if (otherPerson) return otherPerson;
    return (
      <>
        <p>{t('account.activate.why')}</p>
        <FormBody sending={sending} action={t('account.activate.action')} isWide>
          <PasswordField
            field={sending.form.register('password')}
            label={t('account.newPassword')}
            isNew
            autoFocus
            description={words.hint}
            error={sending.errorAt('password', words.wrong)}
          />
        </FormBody>
      </>
    );
  };
  return (
    <Entrance title={t('account.activate.title')}>
      {view()}
      {wayOut}
    </Entrance>
  );
}
