import { useTranslation } from 'react-i18next';
import { secondFactorRemoval } from '#libs/contracts/http';
import { CodeField } from '../../ui/code-field';
import { FormBody } from '../../ui/form-body';
import { PasswordField } from '../../ui/password-field';
import { useSendingForm } from '../../ui/use-sending-form';
import { removeSecondFactor } from './requests';

const schema = secondFactorRemoval.required({ code: true });

/** Turns the second factor off; asks for both, so that a page left open is not enough. */
export function SecondFactorRemoval({ onRemoved }: { readonly onRemoved: () => Promise<void> }) {
  const { t } = useTranslation();
  const sending = useSendingForm({
    schema,
    start: { password: '', code: '' },
    send: async (body) => {
      await removeSecondFactor(body);
      await onRemoved();
    },
  });
  return (
    <FormBody sending={sending} action={t('me.secondFactor.remove')}>
      <PasswordField
        field={sending.form.register('password')}
        label={t('session.password')}
        error={sending.errorAt('password', t('session.passwordMissing'))}
      />
      <CodeField
        field={sending.form.register('code')}
        isFocused={false}
        error={sending.errorAt('code', t('session.codeMissing'))}
      />
    </FormBody>
  );
}
