import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InvitationBody, newInvitation, type OrganizationDetailsBody } from '#libs/contracts/http';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { orAbsent } from '../organization-fields';
import { RoleField, roleIn, usualRole } from '../people/role-field';
import { organizationKeys } from '../requests';
import { invite } from './requests';

interface InviteFormProps {
  readonly organization: OrganizationDetailsBody;
  readonly onInvited: (invitation: InvitationBody) => void;
  readonly onClose: () => void;
}

/** A name and an address; the invitation goes out by mail and works for 30 days (R3-25, R3-27). */
export function InviteForm({ organization, onInvited, onClose }: InviteFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, status, gives } = organization;
  const [role, setRole] = useState(() =>
    status === 'new' && gives.roles.includes('admin') ? 'admin' : usualRole(organization),
  );
  const sending = useSendingForm({
    schema: newInvitation,
    start: { email: '' },
    send: async (draft, clear) => {
      const sent = await invite(id, { ...draft, ...roleIn(role) });
      clear();
      await client.invalidateQueries({ queryKey: organizationKeys.all(id) });
      onInvited(sent);
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t('organization.invite')} onCancel={onClose}>
      <TextInput
        {...form.register('email')}
        label={t('session.email')}
        description={t('organization.hint.invite')}
        withAsterisk
        aria-required
        type="email"
        autoComplete="off"
        autoFocus
        error={errorAt('email', t('organization.wrong.email'))}
      />
      <TextInput
        {...form.register('name', orAbsent)}
        label={t('organization.field.personName')}
        autoComplete="off"
        error={errorAt('name', t('organization.wrong.text'))}
      />
      <RoleField organization={organization} chosen={role} onChoose={setRole} />
    </FormBody>
  );
}
