import { TextInput } from '@mantine/core';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

type ContactField = 'address' | 'contactName' | 'contactEmail' | 'contactPhone';

interface ContactFieldsProps {
  /** With what an empty field means in this form. */
  readonly register: (field: ContactField) => UseFormRegisterReturn;
  readonly errorAt: (field: ContactField, words: string) => string | undefined;
}

/** Where an organization is, and whom one asks there. */
export function ContactFields({ register, errorAt }: ContactFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        {...register('address')}
        label={t('organization.field.address')}
        error={errorAt('address', t('organization.wrong.text'))}
      />
      <TextInput
        {...register('contactName')}
        label={t('organization.field.contactName')}
        error={errorAt('contactName', t('organization.wrong.text'))}
      />
      <div className="form-row">
        <TextInput
          {...register('contactEmail')}
          label={t('organization.field.contactEmail')}
          type="email"
          error={errorAt('contactEmail', t('organization.wrong.email'))}
        />
        <TextInput
          {...register('contactPhone')}
          label={t('organization.field.contactPhone')}
          type="tel"
          error={errorAt('contactPhone', t('organization.wrong.phone'))}
        />
      </div>
    </>
  );
}
