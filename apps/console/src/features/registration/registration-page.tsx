import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationDraftBody } from '#libs/contracts/http';
import { RemoteView } from '../../ui/remote-view';
import { When } from '../../ui/when';
import { type RegistrationFormProps, RegistrationFormView } from './registration-form';
import { RegistrationSkeleton } from './registration-skeleton';
import { draftsQuery, formQuery } from './requests';

interface RegistrationPageProps extends Omit<RegistrationFormProps, 'choices' | 'draft'> {
  /** A link to another draft. */
  readonly linkTo: (draftId: string, words: ReactNode) => ReactNode;
}

/** Registers a customer together with a device: one form, kept on the server while it is typed. */
export function RegistrationPage({ draftId, linkTo, ...form }: RegistrationPageProps) {
  const { t } = useTranslation();
  const choices = useQuery(formQuery);
  const drafts = useQuery(draftsQuery);
  useEffect(() => {
    document.title = `${t('registration.title')} – Fieldgate`;
  }, [t]);
  const head = (
    <>
      <h1 id="page-title">{t('registration.title')}</h1>
      <p className="page-lead">{t('registration.lead')}</p>
    </>
  );
  return (
    <RemoteView query={choices} loading={<RegistrationSkeleton head={head} />}>
      {(offered) => (
        <RemoteView query={drafts} loading={<RegistrationSkeleton head={head} />}>
          {({ items }) => (
            <RegistrationFormView
              key={draftId}
              {...form}
              draftId={draftId}
              choices={offered}
              draft={items.find(({ id }) => id === draftId)}
              head={
                <>
                  {head}
                  <OtherDrafts drafts={items.filter(({ id }) => id !== draftId)} linkTo={linkTo} />
                </>
              }
            />
          )}
        </RemoteView>
      )}
    </RemoteView>
  );
}

interface OtherDraftsProps {
  readonly drafts: readonly RegistrationDraftBody[];
  readonly linkTo: RegistrationPageProps['linkTo'];
}

/** Forms that were begun elsewhere, or before. */
function OtherDrafts({ drafts, linkTo }: OtherDraftsProps) {
  const { t } = useTranslation();
  if (drafts.length === 0) return null;
  return (
    <nav className="drafts" aria-label={t('registration.draft.others')}>
      <span className="dimmed">{t('registration.draft.others')}</span>
      <ul>
        {drafts.map(({ id, fields, updatedAt }) => (
          <li key={id}>
            {linkTo(
              id,
              fields['organization.name'] ?? fields['device.serialNumber'] ?? t('registration.draft.withoutName'),
            )}{' '}
            <span className="dimmed">
              <When at={updatedAt} />
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
