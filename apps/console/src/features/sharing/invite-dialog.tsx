import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SiteDetailsBody } from '#libs/contracts/http';
import { Dialog } from '../../ui/dialog';
import { FormBody } from '../../ui/form-body';
import { useSendingForm } from '../../ui/use-sending-form';
import { useTimeZone } from '../../ui/when';
import { type Invited, InvitedNotice } from './invited-notice';
import { makeShareCode, shareSite, sharingKeys } from './requests';
import { shareWays, type TypedShare, termsOf, typedShare } from './typed-share';

interface InviteDialogProps {
  readonly site: SiteDetailsBody;
  readonly onClose: () => void;
}

/** Invites a partner to a site: by address, by the key of an organization, or by a code for anybody (R4-07). */
export function InviteDialog({ site, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const timeZone = useTimeZone();
  const [invited, setInvited] = useState<Invited>();
  const start: TypedShare = { way: 'email', email: '', access: 'read', endsAt: '' };
  const sending = useSendingForm({
    schema: typedShare(timeZone),
    start,
    send: async (typed) => {
      setInvited(await invite(site.id, typed, timeZone));
      await client.invalidateQueries({ queryKey: sharingKeys.permissions(site.id) });
    },
  });
  const { form, errorAt } = sending;
  const way = useWatch({ control: form.control, name: 'way' });
  if (invited)
    return (
      <Dialog title={t('sharing.invite.title', { site: site.name })} onClose={onClose}>
        <InvitedNotice invited={invited} />
        <div className="confirm-buttons">
          <Button onClick={onClose}>{t('common.close')}</Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('sharing.invite.title', { site: site.name })} onClose={onClose}>
      <FormBody sending={sending} action={t(`sharing.invite.action.${way}`)} onCancel={onClose}>
        <NativeSelect {...form.register('way')} label={t('sharing.invite.way')}>
          {shareWays.map((each) => (
            <option key={each} value={each}>
              {t(`sharing.invite.ways.${each}`)}
            </option>
          ))}
        </NativeSelect>
        <p className="dimmed">{t(`sharing.invite.how.${way}`)}</p>
        {way === 'email' && (
          <TextInput
            {...form.register('email')}
            label={t('sharing.invite.email')}
            type="email"
            autoComplete="off"
            withAsterisk
            error={errorAt('email', t('sharing.invite.emailWrong'))}
          />
        )}
        {way === 'key' && (
          <TextInput
            {...form.register('key')}
            label={t('sharing.invite.key')}
            placeholder="XXXX-XXXX-XXXX-XXXX"
            className="field-mono"
            autoComplete="off"
            withAsterisk
            error={errorAt('key', t('sharing.invite.keyWrong'))}
          />
        )}
        <fieldset className="choices">
          <legend>{t('sharing.invite.access')}</legend>
          {(['read', 'manage'] as const).map((access) => (
            <label key={access}>
              <input type="radio" value={access} {...form.register('access')} />
              {t(`sharing.invite.may.${access}`)}
            </label>
          ))}
        </fieldset>
        <TextInput
          {...form.register('endsAt')}
          type="date"
          label={t('sharing.invite.endsAt')}
          description={t('sharing.invite.endsAtHint', { zone: timeZone.replaceAll('_', ' ') })}
          error={errorAt('endsAt', t('sharing.invite.endsAtPast'))}
        />
      </FormBody>
    </Dialog>
  );
}

async function invite(siteId: string, typed: TypedShare, timeZone: string): Promise<Invited> {
  const terms = termsOf(typed, timeZone);
  if (typed.way === 'code') return { way: 'code', made: await makeShareCode(siteId, terms) };
  const grant =
    typed.way === 'email'
      ? await shareSite(siteId, { way: 'email', email: (typed.email ?? '').trim(), ...terms })
      : await shareSite(siteId, { way: 'key', key: typed.key ?? '', ...terms });
  return { way: typed.way, grant };
}
