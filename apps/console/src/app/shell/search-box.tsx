import { UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PalettePage } from '../../features/search/palette';
import { pathOfFound } from './found-paths';

// Opened in few visits, so it is loaded when it is.
const Palette = lazy(async () => ({ default: (await import('../../features/search/palette')).Palette }));

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Search over everything, by a button, by ⌘K or Ctrl K wherever one is, and by / where nothing is typed into. */
export function SearchBox({ pages }: { readonly pages: readonly PalettePage[] }) {
  const { t } = useTranslation();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  // A question that waits for its answer is not covered by another window.
  const open = () => setIsOpen((before) => before || document.querySelector('dialog[open]') === null);
  useHotkeys([['mod+K', open]], []);
  useHotkeys([['/', open]]);
  return (
    <>
      <UnstyledButton className="search-button" onClick={open} aria-keyshortcuts="Control+K Meta+K /">
        <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
          <circle cx="7" cy="7" r="4.5" />
          <path d="M10.5 10.5L14 14" />
        </svg>
        <span>{t('search.button')}</span>
        <kbd>{isApple ? '⌘K' : 'Ctrl K'}</kbd>
      </UnstyledButton>
      {isOpen && (
        <Suspense fallback={null}>
          <Palette
            pages={pages}
            pathOf={pathOfFound}
            onGo={(path) => void router.navigate({ to: path })}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
