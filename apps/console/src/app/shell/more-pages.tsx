import { Menu, UnstyledButton } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MenuPage } from './menu';

/** What does not fit a phone's bar. */
export function MorePages({ pages }: { readonly pages: readonly MenuPage[] }) {
  const { t } = useTranslation();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isHere = pages.some(({ to }) => path === to || path.startsWith(`${to}/`));
  return (
    <Menu
      position="top-end"
      shadow="none"
      withInitialFocusPlaceholder={false}
      classNames={{ dropdown: 'rail-more', item: 'rail-more-item' }}
    >
      <Menu.Target>
        <UnstyledButton className="rail-link" data-here={isHere || undefined}>
          {t('shell.more')}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map(({ to, word }) => (
          <Menu.Item key={to} renderRoot={(props) => <Link to={to} {...props} />}>
            {t(word)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
