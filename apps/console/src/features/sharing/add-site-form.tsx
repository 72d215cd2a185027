import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
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
  /** Where to go once it is added. */
  readonly wayOn: (siteId: string) => ReactNode;
}

/** Whose site it is, what may be done with it, until when; and for whom it is added, where that is left open. */
export function AddSiteForm({ code, offer, memberships, wayOn }: AddSiteFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [siteId, setSiteId] = useState<string>();
  const { siteName, owner, access, way, organization, expiresAt, endsAt } = offer;
  const isOpenToWhom = way === 'code' && organization === null && memberships.length > 0;
  const sending = useSendingForm({
    schema,
    start: isOpenToWhom ? { organizationId: '' } : {},
    send: async ({ organizationId }) => {
      const added = await acceptShare(code, organizationId === '' ? undefined : organizationId);
      setSiteId(added.siteId);
      // It is in every list now, exactly as if it had always been (R4-05).
      await client.invalidateQueries({ refetchType: 'none' });
    },
  });
  if (siteId !== undefined)
    return (
      <div className="notice" data-tone="ok" role="status">
        <h2>{t('addSite.done', { site: siteName })}</h2>
        {wayOn(siteId)}
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
