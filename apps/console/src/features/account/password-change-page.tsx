import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Entrance } from '../../ui/entrance';
import { PasswordForm } from './password-form';

interface PasswordChangePageProps {
  readonly onChanged: () => Promise<void>;
  readonly wayOut: ReactNode;
}

/** Before anything else: a password that somebody else has seen is replaced. */
export function PasswordChangePage({ onChanged, wayOut }: PasswordChangePageProps) {
  const { t } = useTranslation();
  return (
    <Entrance title={t('account.mustChange.title')}>
      <p>{t('account.mustChange.why')}</p>
      <PasswordForm onChanged={onChanged} isWide />
      {wayOut}
    </Entrance>
  );
}
