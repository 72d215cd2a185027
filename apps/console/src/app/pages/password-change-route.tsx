import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PasswordChangePage } from '../../features/account/password-change-page';
import { signOut } from '../../features/session/requests';
import { beginSession, endSession } from '../session';

/** The one page open to whoever must change the password first; then on to the page that was asked for. */
export function PasswordChangeRoute() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const goOn = async () => {
    await beginSession(client);
    await router.invalidate();
  };
  const leave = async () => {
    await signOut();
    endSession(client);
    await router.invalidate();
  };
  return (
    <PasswordChangePage
      onChanged={goOn}
      wayOut={
        <Button variant="subtle" onClick={() => void leave()}>
          {t('session.signOut')}
        </Button>
      }
    />
  );
}
