import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { ProfileBody, SharedSiteOfferBody } from '#libs/contracts/http';
import { FormBody } from '../../ui/form-body';
import { useSendingForm } from '../../ui/use-sending-form';
import { When } from '../../ui/when';
import { acceptShare } from './requests';

const schema = z.strictObject({ organizationId: z.string().optional() });

interface AddSiteFormProps {
  readonly code: string;
  readonly offer: SharedSiteOfferBody;
  readonly memberships: ProfileBody['memberships'];
  readonly wayOn: ReactNode;
}

/** Whose site it is, what may be done with it, until when; and for whom it is added, where that is left open. */
export function AddSiteForm({ code, offer, memberships, wayOn }: AddSiteFormProps) {
  const { t } = useTranslation();
  const { siteName, owner, access, way, organization, expiresAt, endsAt } = offer;
  const isOpenToWhom = way === 'code' && organization === null && memberships.length > 0;
  const sending = useSendingForm({
    schema,
    start: isOpenToWhom ? { organizationId: '' } : {},
    send: ({ organizationId }) => acceptShare(code, organizationId === '' ? undefined : organizationId),
  });
  if (sending.isDone)
    return (
      <div className="notice" data-tone="ok" role="status">
        <h2>{t('addSite.done', { site: siteName })}</h2>
        {wayOn}
      </div>
    );
  return (
    <>
      <p>{t(`addSite.offer.${access}`, { site: siteName, owner: owner.name })}</p>
      {organization && <p>{t('addSite.forOrganization', { name: organization.name })}</p>}
      <p className="dimmed">
        {t('addSite.codeUntil')} <When at={expiresAt} />
        {endsAt !== null && (
          <>
            {' · '}
            {t('addSite.ends')} <When at={endsAt} />
          </>
        )}
      </p>
      <FormBody sending={sending} action={t('addSite.action')}>
        {isOpenToWhom && (
          <NativeSelect
            {...sending.form.register('organizationId')}
            label={t('addSite.forWhom')}
            error={sending.errorAt('organizationId', t('me.profile.choose'))}
          >
            <option value="">{t('addSite.forMe')}</option>
            {memberships.map(({ organizationId, name }) => (
              <option key={organizationId} value={organizationId}>
                {name}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormBody>
    </>
  );
}
