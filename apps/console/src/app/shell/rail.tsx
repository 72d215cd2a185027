import { Menu, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type MenuPage, phoneMenu } from './menu';

interface RailProps {
  /** What one sees, in its order. */
  readonly pages: readonly MenuPage[];
}

/** The pages beside the page: a rail, and on a phone a bar of five. */
export function Rail({ pages }: RailProps) {
  const { t } = useTranslation();
  const isPhone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const { bar, more } = isPhone ? phoneMenu(pages) : { bar: pages, more: [] };
  return (
    <nav className="rail" aria-label={t('shell.menu')}>
      {bar.map(({ to, word }) => (
        <Link key={to} to={to} className="rail-link">
          {t(word)}
        </Link>
      ))}
      {more.length > 0 && <More pages={more} />}
    </nav>
  );
}

/** What does not fit the bar. */
function More({ pages }: RailProps) {
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
