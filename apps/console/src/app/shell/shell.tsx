import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileBody } from '#libs/contracts/http';
import { NameWords } from '../../features/session/name-words';
import { later } from '../../ui/later';
import { Problem } from '../../ui/problem';
import { TimeZoneOfPage } from '../../ui/when';
import { useChosen, within } from '../chosen-organization';
import { kept, speak } from '../i18n';
import { profileQuery } from '../session';
import { loadWords } from '../words';
import { menu } from './menu';
import { PageHelp } from './page-help';
import { Rail } from './rail';
import { SearchBox } from './search-box';

const OwnMenu = later(
  () => import('./own-menu').then((part) => part.OwnMenu),
  ({ person }: { readonly person: ProfileBody }) => (
    <span className="name-button">
      <NameWords person={person} />
    </span>
  ),
);
const NotificationBell = later(() => import('./notification-bell').then((part) => part.NotificationBell));
const OrganizationSwitch = later<{ readonly person: ProfileBody }>(async () => {
  const [{ OrganizationSwitch: Switch }] = await Promise.all([
    import('./organization-switch'),
    loadWords(['organizationSwitch']),
  ]);
  return Switch;
});

/** What stands around every page of somebody signed in: the rail, the head line with the name menu, and the page. */
export function Shell() {
  const { t, i18n } = useTranslation();
  const { data: person, error, refetch } = useQuery(profileQuery);
  useEffect(() => {
    // The account's language, unless another was chosen in this browser.
    if (person?.language && kept() === undefined) void speak(i18n, person.language);
  }, [person?.language, i18n]);
  const chosen = useChosen();
  // First what stands around the page, then the page, which is drawn in steps: both at once would hold the browser up.
  const isPageNext = useDeferredValue(true, false);
  const shown = menu.filter(({ isFor }) => person !== undefined && isFor(within(person, chosen)));
  return (
    <TimeZoneOfPage zone={person?.timeZone ?? null}>
      <div className="shell">
        <a className="skip" href="#content">
          {t('shell.skip')}
        </a>
        <header className="head">
          <Link to="/" className="brand">
            <span>Fieldgate</span>
          </Link>
          {person && person.memberships.length > 1 && <OrganizationSwitch person={person} />}
          {person && <SearchBox pages={shown.map(({ to, word }) => ({ path: to, title: t(word) }))} />}
          <PageHelp />
          {person && (
            <span className="bell-place">
              <NotificationBell />
            </span>
          )}
          {person && <OwnMenu person={person} />}
        </header>
        <Rail pages={shown} />
        <main className="content" id="content" tabIndex={-1}>
          {person?.passwordChange === 'recommended' && (
            <p className="notice notice-line" data-tone="warn" role="status">
              {t('shell.passwordSeen')} <Link to="/me/password">{t('shell.passwordSeenNext')}</Link>
            </p>
          )}
          {error && !person ? <Problem refusal={error} onRetry={() => void refetch()} /> : isPageNext && <Outlet />}
        </main>
      </div>
    </TimeZoneOfPage>
  );
}
