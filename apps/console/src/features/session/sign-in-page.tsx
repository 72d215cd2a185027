import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Entrance } from '../../ui/entrance';
import { SignInForm } from './sign-in-form';

interface SignInPageProps {
  /** The code by which a session was found to be over, if that is why somebody is here. */
  readonly endedBy: string | undefined;
  readonly onSignedIn: () => Promise<void>;
  /** The other ways in. */
  readonly children?: ReactNode;
}

/** The one page that somebody without a session sees. */
export function SignInPage({ endedBy, onSignedIn, children }: SignInPageProps) {
  const { t } = useTranslation();
  return (
    <Entrance title={t('session.signIn')}>
      {endedBy !== undefined && (
        <div className="notice" data-tone="warn" role="status">
          <p>{t(endedBy === 'identity.session-idle' ? 'session.endedIdle' : 'session.ended')}</p>
        </div>
      )}
      <SignInForm onSignedIn={onSignedIn} />
      {children}
    </Entrance>
  );
}
