import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MemberBody, OrganizationDetailsBody } from '#libs/contracts/http';
import { rolesQuery } from './requests';

type Role = MemberBody['role'];

/** A role in the list: a built-in one by its name, one the organization made by its id. */
export type RoleChoice = string;

const builtIn: readonly Role[] = ['admin', 'member', 'viewer'];
const isBuiltIn = (choice: RoleChoice): choice is Role => builtIn.some((role) => role === choice);

/** What a request says of it. */
export const roleIn = (choice: RoleChoice) => (isBuiltIn(choice) ? { role: choice } : { customRoleId: choice });

export const choiceOf = ({ role, customRole }: Pick<MemberBody, 'role' | 'customRole'>): RoleChoice =>
  customRole?.id ?? role;

/** The role that is offered first: no more than most need. */
export const usualRole = ({ gives: { roles } }: OrganizationDetailsBody): RoleChoice =>
  roles.includes('member') ? 'member' : (roles[0] ?? 'viewer');

interface RoleFieldProps {
  readonly organization: OrganizationDetailsBody;
  readonly chosen: RoleChoice;
  readonly onChoose: (choice: RoleChoice) => void;
}

/** The roles the reader may give there, and what the chosen one lets do. */
export function RoleField({ organization, chosen, onChoose }: RoleFieldProps) {
  const { t } = useTranslation();
  const { data: custom = [] } = useQuery(rolesQuery(organization.id));
  const { roles } = organization.gives;
  const shown = isBuiltIn(chosen) && !roles.includes(chosen) ? [...roles, chosen] : roles;
  return (
    <NativeSelect
      label={t('organization.field.role')}
      description={t(isBuiltIn(chosen) ? `organization.roleMeans.${chosen}` : 'organization.roleMeans.custom')}
      value={chosen}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      {shown.map((role) => (
        <option key={role} value={role}>
          {t(`organization.role.${role}`)}
        </option>
      ))}
      {custom.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
