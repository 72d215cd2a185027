import { UnstyledButton } from '@mantine/core';
import { useLocation, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileBody } from '#libs/contracts/http';
import { rememberChoice, useChosen, within } from '../chosen-organization';
import { menu } from './menu';

// Opened in few visits, so it is loaded when it is.
const OrganizationDialog = lazy(async () => ({
  default: (await import('../../features/organization-switch/organization-dialog')).OrganizationDialog,
}));

/** In which of their organizations somebody looks; not there for who belongs to one alone. */
export function OrganizationSwitch({ person }: { readonly person: ProfileBody }) {
  const { t } = useTranslation();
  const router = useRouter();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const chosen = useChosen();
  const [isOpen, setIsOpen] = useState(false);
  if (person.memberships.length < 2) return null;
  const name = person.memberships.find(({ organizationId }) => organizationId === chosen)?.name;
  const look = (next: string | undefined) => {
    rememberChoice(person, next);
    // A list begins anew there; a thing may not be there, and what one may not see there is not stayed on.
    const isList = menu.some(({ to, isFor }) => to === path && isFor(within(person, next)));
    void router.navigate({ to: isList ? path : '/', search: { in: next } });
  };
  return (
    <>
      <UnstyledButton
        className="organization-switch"
        aria-haspopup="dialog"
        aria-label={t('shell.lookingIn', { place: name ?? t('shell.allOrganizations') })}
        onClick={() => setIsOpen(true)}
      >
        <bdi>{name ?? t('shell.allOrganizations')}</bdi>
        <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
          <path d="M5 6.5L8 3.5L11 6.5M5 9.5L8 12.5L11 9.5" />
        </svg>
      </UnstyledButton>
      {isOpen && (
        <Suspense fallback={null}>
          <OrganizationDialog
            memberships={person.memberships}
            chosen={chosen}
            onChoose={look}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
