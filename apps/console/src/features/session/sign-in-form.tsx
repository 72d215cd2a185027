import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signInRequest } from '#libs/contracts/http';
import { CodeField, isCodeAskedBy } from '../../ui/code-field';
import { FormBody } from '../../ui/form-body';
import { PasswordField } from '../../ui/password-field';
import { useSendingForm } from '../../ui/use-sending-form';
import { signIn } from './requests';
import { SignInRefusal } from './sign-in-refusal';

interface SignInFormProps {
  /** The cookie is set. */
  readonly onSignedIn: () => Promise<void>;
}

/** Address and password; the code of a second factor where the account has one. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const sending = useSendingForm({
    schema: signInRequest,
    start: { email: '', password: '' },
    send: async (credentials) => {
      await signIn(credentials);
      await onSignedIn();
    },
  });
  const { form, refusal, unplacedRefusal, errorAt } = sending;
  const isCodeAsked = isCodeAskedBy(refusal);
  return (
    <FormBody
      sending={sending}
      action={t('session.signIn')}
      isWide
      refusal={unplacedRefusal && !isCodeAsked ? <SignInRefusal refusal={unplacedRefusal} /> : false}
    >
      <TextInput
        {...form.register('email')}
        label={t('session.email')}
        type="email"
        autoComplete="username"
        autoFocus
        error={errorAt('email', t('session.emailWrong'))}
      />
      <PasswordField
        field={form.register('password')}
        label={t('session.password')}
        error={errorAt('password', t('session.passwordMissing'))}
      />
      {isCodeAsked && (
        <CodeField field={form.register('code')} refusal={refusal} error={errorAt('code', t('session.codeMissing'))} />
      )}
    </FormBody>
  );
}
