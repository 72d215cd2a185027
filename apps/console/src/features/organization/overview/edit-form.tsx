import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type OrganizationDetailsBody, organizationChange } from '#libs/contracts/http';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { ContactFields } from '../contact-fields';
import {
  AssetLimitField,
  DelegationField,
  HomeField,
  LanguageField,
  numberOrNull,
  orNull,
  TimeZoneField,
} from '../organization-fields';
import { changeOrganization, organizationKeys } from '../requests';

interface EditFormProps {
  readonly organization: OrganizationDetailsBody;
  readonly onClose: () => void;
}

/** What can be changed of an organization, as far as its reader may: each field has a permission of its own (R2-12, R3-12). */
export function EditForm({ organization, onClose }: EditFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, kind, may, homeDashboard, timeZone } = organization;
  const sending = useSendingForm({
    schema: organizationChange,
    start: startOf(organization),
    send: async (change) => {
      await changeOrganization(id, change);
      await client.invalidateQueries({ queryKey: organizationKeys.all(id) });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('organization.save')} onCancel={onClose}>
      {may.includes('organization.edit') && (
        <>
          <TextInput
            {...form.register('name')}
            label={t('organization.field.name')}
            withAsterisk
            aria-required
            maxLength={200}
            error={errorAt('name', t('organization.wrong.name'))}
          />
          <ContactFields register={(field) => form.register(field, orNull)} errorAt={errorAt} />
          <div className="form-row">
            <LanguageField
              field={form.register('language')}
              error={errorAt('language', t('organization.wrong.choose'))}
            />
            <TimeZoneField
              field={form.register('timeZone')}
              chosen={timeZone}
              error={errorAt('timeZone', t('organization.wrong.choose'))}
            />
          </div>
          <TextInput
            {...form.register('brandingName', orNull)}
            label={t('organization.field.brandingName')}
            description={t('organization.hint.brandingName')}
            error={errorAt('brandingName', t('organization.wrong.text'))}
          />
        </>
      )}
      {may.includes('organization.choose-home') && (
        <HomeField
          field={form.register('homeDashboard', orNull)}
          chosen={homeDashboard}
          error={errorAt('homeDashboard', t('organization.wrong.choose'))}
        />
      )}
      {kind === 'customer' && may.includes('organization.limit-assets') && (
        <AssetLimitField
          field={form.register('assetLimit', numberOrNull)}
          error={errorAt('assetLimit', t('organization.wrong.assetLimit'))}
        />
      )}
      {kind === 'customer' && may.includes('organization.delegate-certificates') && (
        <DelegationField
          field={form.register('delegatesCertificates')}
          error={errorAt('delegatesCertificates', t('organization.wrong.choose'))}
        />
      )}
    </FormBody>
  );
}

const startOf = (organization: OrganizationDetailsBody) => ({
  name: organization.name,
  address: organization.address,
  contactName: organization.contactName,
  contactEmail: organization.contactEmail,
  contactPhone: organization.contactPhone,
  language: organization.language,
  timeZone: organization.timeZone,
  brandingName: organization.brandingName,
  homeDashboard: organization.homeDashboard,
  assetLimit: organization.assetLimit,
  delegatesCertificates: organization.delegatesCertificates,
});
