import { TextInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../app/refusal';

const NEEDED = 'identity.second-factor-needed';
const REFUSED = 'identity.second-factor-refused';

/** Whether the account has a second factor, whose code was not given or not taken. */
export const isCodeAskedBy = (refusal: Refusal | null): boolean =>
  refusal?.code === NEEDED || refusal?.code === REFUSED;

interface CodeFieldProps {
  readonly field: UseFormRegisterReturn;
  /** What the last try was refused with. */
  readonly refusal?: Refusal | null;
  readonly error: string | undefined;
  /** In place of what the sign-in says of it. */
  readonly description?: string;
  /** Comes into focus as it appears. */
  readonly isFocused?: boolean;
}

/** The code of an authenticator app, or a recovery code. */
export function CodeField({ field, refusal, error, description, isFocused = true }: CodeFieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      {...field}
      label={t('session.code')}
      description={description ?? t('session.codeHint')}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      autoFocus={isFocused}
      error={error ?? (refusal?.code === REFUSED && t('session.codeWrong'))}
    />
  );
}
