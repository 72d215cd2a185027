import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AddedMemberBody } from '#libs/contracts/http';
import { ShownText } from '../../../ui/shown-text';

interface AddedPersonProps {
  readonly added: AddedMemberBody;
  readonly onClose: () => void;
}

/** What became of adding somebody, with the link to hand over where no mail carries it. */
export function AddedPerson({ added: { outcome, member, invitation }, onClose }: AddedPersonProps) {
  const { t } = useTranslation();
  const email = member?.person.email ?? invitation?.email ?? '';
  const link = member?.activationLink ?? invitation?.link;
  const isMailed = outcome === 'added' ? link === undefined : invitation?.mail.state !== 'none';
  return (
    <div className="notice" data-tone="ok" role="status">
      <h2>{t(outcome === 'added' ? 'organization.added' : 'organization.invited', { email })}</h2>
      <p>{t(link === undefined || isMailed ? 'organization.linkMailed' : 'organization.linkShown', { email })}</p>
      {link !== undefined && <ShownText text={link} label={t('organization.copyLink')} />}
      <Button variant="default" size="xs" onClick={onClose}>
        {t('common.close')}
      </Button>
    </div>
  );
}
