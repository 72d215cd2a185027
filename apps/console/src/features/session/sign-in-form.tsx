import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitHandler, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type SignInRequest, signInRequest } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { signIn } from './requests';
import { SignInRefusal } from './sign-in-refusal';

const CODE_NEEDED = 'identity.second-factor-needed';
const CODE_REFUSED = 'identity.second-factor-refused';

interface SignInFormProps {
  /** The cookie is set. */
  readonly onSignedIn: () => Promise<void>;
}

/** Address and password; the code of a second factor where the account has one. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const form = useForm<z.input<typeof signInRequest>, unknown, SignInRequest>({
    resolver: standardSchemaResolver(signInRequest),
    defaultValues: { email: '', password: '' },
    shouldUnregister: true,
  });
  const attempt = useMutation<void, Refusal, SignInRequest>({
    mutationFn: async (credentials) => {
      await signIn(credentials);
      await onSignedIn();
    },
  });
  const { code } = attempt.error ?? {};
  const isCodeAsked = code === CODE_NEEDED || code === CODE_REFUSED;
  const { errors } = form.formState;
  const submit: SubmitHandler<SignInRequest> = (credentials) => attempt.mutate(credentials);
  return (
    <form className="sign-in-form" noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      <TextInput
        {...form.register('email')}
        label={t('session.email')}
        type="email"
        autoComplete="username"
        autoFocus
        error={errors.email && t('session.emailWrong')}
      />
      <PasswordInput
        {...form.register('password')}
        label={t('session.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword'), tabIndex: 0, 'aria-hidden': false }}
        error={errors.password && t('session.passwordMissing')}
      />
      {isCodeAsked && (
        <TextInput
          {...form.register('code')}
          label={t('session.code')}
          description={t('session.codeHint')}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          error={errors.code ? t('session.codeMissing') : code === CODE_REFUSED && t('session.codeWrong')}
        />
      )}
      {attempt.error && !isCodeAsked && <SignInRefusal refusal={attempt.error} />}
      <Button type="submit" loading={attempt.isPending} fullWidth>
        {t('session.signIn')}
      </Button>
    </form>
  );
}
