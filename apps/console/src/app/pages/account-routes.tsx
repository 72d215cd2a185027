import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileBody } from '#libs/contracts/http';
import { AccountPage } from '../../features/account/account-page';
import { AddressSection } from '../../features/account/address-section';
import { PasswordForm } from '../../features/account/password-form';
import { ProfileSection } from '../../features/account/profile-section';
import { SessionsSection } from '../../features/account/sessions-section';
import { RemoteView } from '../../ui/remote-view';
import { speak } from '../i18n';
import { beginSession, profileQuery } from '../session';
import { accountPages } from '../shell/menu';

/** Name, language, time zone and address of whoever is signed in. */
export function ProfileRoute() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(profileQuery);
  const keep = async (person: ProfileBody) => {
    client.setQueryData(profileQuery.queryKey, person);
    if (person.language) await speak(i18n, person.language);
    say(i18n.t('me.profile.saved'));
  };
  return (
    <OwnPage title={t('me.profile.title')}>
      <RemoteView query={query} loading={<p>{t('common.loading')}</p>}>
        {(person) => (
          <>
            <ProfileSection person={person} onChanged={keep} />
            <hr />
            <h2>{t('me.address.title')}</h2>
            <AddressSection email={person.email} />
          </>
        )}
      </RemoteView>
    </OwnPage>
  );
}

/** Another password. */
export function PasswordRoute() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const keep = async () => {
    await beginSession(client);
    await client.invalidateQueries({ queryKey: profileQuery.queryKey });
    say(t('me.password.saved'));
  };
  return (
    <OwnPage title={t('me.password.title')}>
      <p>{t('me.password.why')}</p>
      <PasswordForm onChanged={keep} />
    </OwnPage>
  );
}

/** Where the person is signed in. */
export function SessionsRoute() {
  const { t } = useTranslation();
  return (
    <OwnPage title={t('me.sessions.title')}>
      <SessionsSection />
    </OwnPage>
  );
}

/** A page of one's own affairs. */
export function OwnPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const pages = accountPages.map(({ to, word }) => (
    <Link key={to} to={to} activeOptions={{ exact: true }} className="tab">
      {t(word)}
    </Link>
  ));
  return (
    <AccountPage title={title} pages={pages}>
      {children}
    </AccountPage>
  );
}

const say = (message: string) => notifications.show({ message, withCloseButton: false });
