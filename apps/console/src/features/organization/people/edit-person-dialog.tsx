import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MemberBody, memberChange, type OrganizationDetailsBody } from '#libs/contracts/http';
import { Dialog } from '../../../ui/dialog';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { orNull } from '../organization-fields';
import { organizationKeys } from '../requests';
import { changeMember } from './requests';
import { choiceOf, RoleField, roleIn } from './role-field';

interface EditPersonDialogProps {
  readonly organization: OrganizationDetailsBody;
  readonly member: MemberBody;
  readonly isSelf: boolean;
  readonly onClose: () => void;
}

/** The role of a person, and the name where the person is wholly of the reader's organizations (R2-13). */
export function EditPersonDialog({ organization, member, isSelf, onClose }: EditPersonDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { person, administered } = member;
  const before = choiceOf(member);
  const [role, setRole] = useState(before);
  const sending = useSendingForm({
    schema: memberChange,
    start: { firstName: person.firstName, lastName: person.lastName, phone: person.phone },
    send: async (change) => {
      await changeMember(organization.id, person.id, { ...change, ...(role !== before && roleIn(role)) });
      await client.invalidateQueries({ queryKey: organizationKeys.all(organization.id) });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  const name = `${person.firstName} ${person.lastName}`;
  return (
    <Dialog title={t('organization.editPersonTitle', { name })} onClose={onClose}>
      <FormBody sending={sending} action={t('organization.save')} onCancel={onClose}>
        {administered ? (
          <>
            <div className="form-row">
              <TextInput
                {...form.register('firstName')}
                label={t('common.firstName')}
                error={errorAt('firstName', t('common.nameMissing'))}
              />
              <TextInput
                {...form.register('lastName')}
                label={t('common.lastName')}
                error={errorAt('lastName', t('common.nameMissing'))}
              />
            </div>
            <TextInput
              {...form.register('phone', orNull)}
              label={t('me.profile.phone')}
              type="tel"
              error={errorAt('phone', t('organization.wrong.phone'))}
            />
          </>
        ) : (
          <p className="dimmed">{t('organization.personElsewhere')}</p>
        )}
        {isSelf ? (
          <p className="dimmed">{t('organization.ownRole')}</p>
        ) : (
          <RoleField organization={organization} chosen={role} onChoose={setRole} />
        )}
      </FormBody>
    </Dialog>
  );
}
