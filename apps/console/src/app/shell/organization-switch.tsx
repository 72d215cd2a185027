import { UnstyledButton } from '@mantine/core';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileBody } from '#libs/contracts/http';
import { OrganizationDialog } from '../../features/organization-switch/organization-dialog';
import { rememberChoice, useChosen, within } from '../chosen-organization';
import { menu } from './menu';

/** In which of their organizations somebody looks. */
export function OrganizationSwitch({ person }: { readonly person: ProfileBody }) {
  const { t } = useTranslation();
  const router = useRouter();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const chosen = useChosen();
  const [isOpen, setIsOpen] = useState(false);
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
        aria-label={t('organizationSwitch.lookingIn', { place: name ?? t('organizationSwitch.allOrganizations') })}
        onClick={() => setIsOpen(true)}
      >
        <bdi>{name ?? t('organizationSwitch.allOrganizations')}</bdi>
        <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
          <path d="M5 6.5L8 3.5L11 6.5M5 9.5L8 12.5L11 9.5" />
        </svg>
      </UnstyledButton>
      {isOpen && (
        <OrganizationDialog
          memberships={person.memberships}
          chosen={chosen}
          onChoose={look}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
