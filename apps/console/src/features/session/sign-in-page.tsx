import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageChoice } from './language-choice';
import { SignInForm } from './sign-in-form';

interface SignInPageProps {
  /** The code by which a session was found to be over, if that is why somebody is here. */
  readonly endedBy: string | undefined;
  readonly onSignedIn: () => Promise<void>;
}

/** The one page that somebody without a session sees. */
export function SignInPage({ endedBy, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('session.signIn')} – Fieldgate`;
  }, [t]);
  return (
    <div className="sign-in">
      <main className="sign-in-sheet">
        <p className="brand">Fieldgate</p>
        <h1>{t('session.signIn')}</h1>
        {endedBy !== undefined && (
          <div className="notice" data-tone="warn" role="status">
            <p>{t(endedBy === 'identity.session-idle' ? 'session.endedIdle' : 'session.ended')}</p>
          </div>
        )}
        <SignInForm onSignedIn={onSignedIn} />
      </main>
      <footer className="sign-in-foot">
        <LanguageChoice />
      </footer>
    </div>
  );
}
