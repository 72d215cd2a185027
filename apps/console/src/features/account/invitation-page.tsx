import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenInvitationBody } from '#libs/contracts/http';
import { Entrance } from '../../ui/entrance';
import { Problem } from '../../ui/problem';
import { InvitationForm } from './invitation-form';
import { isLinkEnded } from './link-state';
import { invitationQuery } from './requests';

interface InvitationPageProps {
  readonly token: string;
  /** Joined, and the cookie is set. */
  readonly onSignedIn: () => Promise<void>;
  /** Stands before the form where somebody else is signed in in this browser. */
  readonly otherPerson: (invitation: OpenInvitationBody) => ReactNode;
  readonly wayOut: ReactNode;
}

/** What an invitation offers, and joining by it (R3-25). */
export function InvitationPage({ token, onSignedIn, otherPerson, wayOut }: InvitationPageProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(invitationQuery(token));
  return (
    <Entrance
      title={data ? t('account.invitation.join', { name: data.organization.name }) : t('account.invitation.title')}
    >
      {!data && !error && <p role="status">{t('common.loading')}</p>}
      {error && <Problem refusal={error} onRetry={isLinkEnded(error) ? undefined : () => void refetch()} />}
      {data && (otherPerson(data) ?? <InvitationForm token={token} invitation={data} onSignedIn={onSignedIn} />)}
      {wayOut}
    </Entrance>
  );
}
