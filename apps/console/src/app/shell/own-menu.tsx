import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProfileBody } from '#libs/contracts/http';
import { NameMenu } from '../../features/session/name-menu';
import { endSession } from '../session';
import { accountPages } from './menu';

/** A person's own affairs, under their name at the right (R0-06). */
export function OwnMenu({ person }: { readonly person: ProfileBody }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const leave = () => {
    endSession(client);
    void router.navigate({ to: '/sign-in' });
  };
  return (
    <NameMenu person={person} onSignedOut={leave}>
      {accountPages.map(({ to, word }) => (
        <Menu.Item key={to} renderRoot={(props) => <Link to={to} {...props} />}>
          {t(word)}
        </Menu.Item>
      ))}
    </NameMenu>
  );
}
