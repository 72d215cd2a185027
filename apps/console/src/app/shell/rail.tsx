import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { later } from '../../ui/later';
import { type MenuPage, phoneMenu } from './menu';

const More = later<RailProps>(() => import('./more-pages').then((part) => part.MorePages));

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
