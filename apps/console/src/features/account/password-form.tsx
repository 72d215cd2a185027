import { useTranslation } from 'react-i18next';
import { passwordChange } from '#libs/contracts/http';
import { FormBody } from '../../ui/form-body';
import { chosenPassword, PasswordField, usePasswordWords } from '../../ui/password-field';
import { useSendingForm } from '../../ui/use-sending-form';
import { changePassword } from './requests';

const schema = passwordChange.extend({ newPassword: chosenPassword });

interface PasswordFormProps {
  /** Changed, and all other sessions ended. */
  readonly onChanged: () => Promise<void>;
  readonly isWide?: boolean;
}

/** The current password, and the one that takes its place. */
export function PasswordForm({ onChanged, isWide = false }: PasswordFormProps) {
  const { t } = useTranslation();
  const words = usePasswordWords();
  const sending = useSendingForm({
    schema,
    start: { currentPassword: '', newPassword: '' },
    send: async (body, clear) => {
      await changePassword(body);
      clear();
      await onChanged();
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('me.password.action')} isWide={isWide}>
      <PasswordField
        field={form.register('currentPassword')}
        label={t('me.password.current')}
        error={errorAt('currentPassword', t('session.passwordMissing'))}
      />
      <PasswordField
        field={form.register('newPassword')}
        label={t('account.newPassword')}
        isNew
        description={words.hint}
        error={errorAt('newPassword', words.wrong)}
      />
    </FormBody>
  );
}
