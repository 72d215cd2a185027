import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ProfileBody, profileChange } from '#libs/contracts/http';
import { FormBody } from '../../ui/form-body';
import { languageNames } from '../../ui/languages';
import { timeZones } from '../../ui/time-zones';
import { useSendingForm } from '../../ui/use-sending-form';
import { changeProfile } from './requests';

interface ProfileSectionProps {
  readonly person: ProfileBody;
  readonly onChanged: (person: ProfileBody) => Promise<void>;
}

/** An empty field takes a choice back. */
const orNull = { setValueAs: (text: string | null) => (text === null || text.trim() === '' ? null : text) };

/** Name, telephone, language and time zone of whoever is signed in (R0-07). */
export function ProfileSection({ person, onChanged }: ProfileSectionProps) {
  const { t } = useTranslation();
  const { firstName, lastName, phone, language, timeZone } = person;
  const sending = useSendingForm({
    schema: profileChange,
    start: { firstName, lastName, phone, language, timeZone },
    send: async (change) => onChanged(await changeProfile(change)),
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('me.profile.action')}>
      <div className="form-row">
        <TextInput
          {...form.register('firstName')}
          label={t('common.firstName')}
          autoComplete="given-name"
          error={errorAt('firstName', t('common.nameMissing'))}
        />
        <TextInput
          {...form.register('lastName')}
          label={t('common.lastName')}
          autoComplete="family-name"
          error={errorAt('lastName', t('common.nameMissing'))}
        />
      </div>
      <TextInput
        {...form.register('phone', orNull)}
        label={t('me.profile.phone')}
        type="tel"
        autoComplete="tel"
        error={errorAt('phone', t('me.profile.phoneWrong'))}
      />
      <NativeSelect
        {...form.register('language', orNull)}
        label={t('session.language')}
        description={t('me.profile.languageHint')}
        error={errorAt('language', t('me.profile.choose'))}
      >
        <option value="">{t('me.profile.asOrganization')}</option>
        {languageNames.map(({ language: value, name }) => (
          <option key={value} value={value} lang={value}>
            {name}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        {...form.register('timeZone', orNull)}
        label={t('me.profile.timeZone')}
        description={t('me.profile.timeZoneHint')}
        error={errorAt('timeZone', t('me.profile.choose'))}
      >
        <option value="">{t('me.profile.asOrganization')}</option>
        {timeZones(timeZone).map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </NativeSelect>
    </FormBody>
  );
}
