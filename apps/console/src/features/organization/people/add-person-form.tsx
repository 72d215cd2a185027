import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AddedMemberBody, newMember, type OrganizationDetailsBody } from '#libs/contracts/http';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { orAbsent } from '../organization-fields';
import { organizationKeys } from '../requests';
import { addMember } from './requests';
import { RoleField, roleIn, usualRole } from './role-field';

const ways = ['email', 'link'] as const;

interface AddPersonFormProps {
  readonly organization: OrganizationDetailsBody;
  readonly onAdded: (added: AddedMemberBody) => void;
  readonly onClose: () => void;
}

/** Somebody new, and how their account becomes active: by a mail, or by a link that is shown (R0-20, R2-08…R2-11). */
export function AddPersonForm({ organization, onAdded, onClose }: AddPersonFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [role, setRole] = useState(() => usualRole(organization));
  const sending = useSendingForm({
    schema: newMember,
    start: { email: '', firstName: '', lastName: '', activation: 'email' as const },
    send: async (draft, clear) => {
      const added = await addMember(organization.id, { ...draft, ...roleIn(role) });
      clear();
      await client.invalidateQueries({ queryKey: organizationKeys.all(organization.id) });
      onAdded(added);
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('organization.addPerson')} onCancel={onClose}>
      <div className="form-row">
        <TextInput
          {...form.register('firstName')}
          label={t('common.firstName')}
          withAsterisk
          aria-required
          autoFocus
          error={errorAt('firstName', t('common.nameMissing'))}
        />
        <TextInput
          {...form.register('lastName')}
          label={t('common.lastName')}
          withAsterisk
          aria-required
          error={errorAt('lastName', t('common.nameMissing'))}
        />
      </div>
      <div className="form-row">
        <TextInput
          {...form.register('email')}
          label={t('session.email')}
          withAsterisk
          aria-required
          type="email"
          autoComplete="off"
          error={errorAt('email', t('organization.wrong.email'))}
        />
        <TextInput
          {...form.register('phone', orAbsent)}
          label={t('me.profile.phone')}
          type="tel"
          autoComplete="off"
          error={errorAt('phone', t('organization.wrong.phone'))}
        />
      </div>
      <RoleField organization={organization} chosen={role} onChoose={setRole} />
      <fieldset className="choices">
        <legend>{t('organization.activation')}</legend>
        {ways.map((way) => (
          <label key={way}>
            <input type="radio" value={way} {...form.register('activation')} />
            <span>
              {t(`organization.activationBy.${way}`)}
              <small className="dimmed">{t(`organization.activationMeans.${way}`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </FormBody>
  );
}
