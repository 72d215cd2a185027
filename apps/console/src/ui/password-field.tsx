import { PasswordInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { passwordBounds } from '#libs/contracts/http';

const { minimum, maximum } = passwordBounds;

/** A password that somebody chooses; the rest of its rules is the platform's to say. */
export const chosenPassword = z.string().refine((text) => [...text].length >= minimum && [...text].length <= maximum);

interface PasswordFieldProps {
  readonly field: UseFormRegisterReturn;
  readonly label: string;
  /** Chosen now, rather than known already: password managers offer one. */
  readonly isNew?: boolean;
  readonly description?: string;
  readonly error: string | undefined;
  readonly autoFocus?: boolean;
}

/** A password, which may be looked at while it is typed. */
export function PasswordField({
  field,
  label,
  isNew = false,
  description,
  error,
  autoFocus = false,
}: PasswordFieldProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...field}
      label={label}
      description={description}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      autoFocus={autoFocus}
      visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword'), tabIndex: 0, 'aria-hidden': false }}
      error={error}
    />
  );
}

/** What a chosen password has to be: before it is typed as a hint, afterwards as what is wrong. */
export function usePasswordWords(): { readonly hint: string; readonly wrong: string } {
  const { t } = useTranslation();
  return { hint: t('common.passwordHint', passwordBounds), wrong: t('common.passwordLength', passwordBounds) };
}
