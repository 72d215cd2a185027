import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Entrance } from '../../ui/entrance';
import { FormBody } from '../../ui/form-body';
import { chosenPassword, PasswordField, usePasswordWords } from '../../ui/password-field';
import { Problem } from '../../ui/problem';
import { useSendingForm } from '../../ui/use-sending-form';
import { isLinkEnded } from './link-state';
import { resetPassword } from './requests';

const form = z.strictObject({ password: chosenPassword });

interface ResetPageProps {
  readonly token: string;
  /** In place of the form, where somebody else is signed in in this browser. */
  readonly otherPerson: ReactNode;
  /** Asks for another link. */
  readonly another: ReactNode;
  readonly wayOut: ReactNode;
}

/** Another password in place of a forgotten one. */
export function ResetPage({ token, otherPerson, another, wayOut }: ResetPageProps) {
  const { t } = useTranslation();
  const words = usePasswordWords();
  const sending = useSendingForm({
    schema: form,
    start: { password: '' },
    send: ({ password }) => resetPassword(token, password),
  });
  const view = () => {
    if (sending.isDone)
      return (
        <div className="notice" data-tone="ok" role="status">
          <h2>{t('account.reset.done')}</h2>
          <p>{t('account.reset.doneNext')}</p>
        </div>
      );
    if (isLinkEnded(sending.refusal)) return <Problem refusal={sending.refusal}>{another}</Problem>;
    if (otherPerson) return otherPerson;
    return (
      <FormBody sending={sending} action={t('account.reset.action')} isWide>
        <PasswordField
          field={sending.form.register('password')}
          label={t('account.newPassword')}
          isNew
          autoFocus
          description={words.hint}
          error={sending.errorAt('password', words.wrong)}
        />
      </FormBody>
    );
  };
  return (
    <Entrance title={t('account.reset.title')}>
      {view()}
      {wayOut}
    </Entrance>
  );
}
