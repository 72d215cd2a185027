import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CustomRoleBody, newCustomRole, type OrganizationDetailsBody } from '#libs/contracts/http';
import { FormBody } from '../../../ui/form-body';
import { useSendingForm } from '../../../ui/use-sending-form';
import { organizationKeys } from '../requests';
import { ActionChoice } from './action-choice';
import { changeRole, createRole } from './requests';

interface RoleFormProps {
  readonly organization: OrganizationDetailsBody;
  /** That is changed; undefined: a new one. */
  readonly role: CustomRoleBody | undefined;
  readonly onClose: () => void;
}

/** The name of a role and what it lets do; only what the reader may give is offered. */
export function RoleForm({ organization, role, onClose }: RoleFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id } = organization;
  const [actions, setActions] = useState<readonly string[]>(role?.actions ?? []);
  const sending = useSendingForm({
    schema: newCustomRole.omit({ actions: true }),
    start: { name: role?.name ?? '' },
    send: async ({ name }) => {
      const body = { name, actions: [...actions] };
      await (role ? changeRole(id, role.id, body) : createRole(id, body));
      await client.invalidateQueries({ queryKey: organizationKeys.all(id) });
      onClose();
    },
  });
  const { form, errorAt } = sending;
  return (
    <FormBody sending={sending} action={t(role ? 'organization.save' : 'organization.createRole')} onCancel={onClose}>
      <div className="organization-sheet">
        <TextInput
          {...form.register('name')}
          label={t('organization.field.roleName')}
          withAsterisk
          aria-required
          autoFocus
          maxLength={100}
          error={errorAt('name', t('organization.wrong.name'))}
        />
      </div>
      <ActionChoice
        label={t('organization.roleMay')}
        offered={organization.gives.roleActions}
        chosen={actions}
        onChoose={setActions}
      />
    </FormBody>
  );
}
