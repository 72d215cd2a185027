import { getRouteApi, Link, Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LanguageChoice } from '../../ui/language-choice';
import { Shell } from '../shell/shell';

const route = getRouteApi('/help');

/** Around the help: the shell for whoever is signed in; for everybody else the way to the sign-in and back, and the languages. */
export function HelpFrame() {
  const { t } = useTranslation();
  const { session } = route.useRouteContext();
  const next = useLocation({ select: ({ href }) => href });
  if (session.signedIn && session.passwordChange !== 'required') return <Shell />;
  return (
    <div className="help-alone">
      <header>
        <Link to="/sign-in" search={{}} className="brand">
          Fieldgate
        </Link>
        <Link to="/sign-in" search={{ next }}>
          {t('session.signIn')}
        </Link>
      </header>
      <main className="content" id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="entrance-foot">
        <LanguageChoice />
      </footer>
    </div>
  );
}
