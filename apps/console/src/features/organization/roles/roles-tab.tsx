import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomRoleBody } from '#libs/contracts/http';
import { Confirm } from '../../../ui/confirm';
import { Panel } from '../../../ui/panel';
import { RemoteView } from '../../../ui/remote-view';
import { RowMenu } from '../../../ui/row-menu';
import type { PartProps } from '../part';
import { rolesQuery } from '../people/requests';
import { organizationKeys } from '../requests';
import { ActionList } from './action-choice';
import { deleteRole } from './requests';
import { RoleForm } from './role-form';

const builtIn = ['admin', 'member', 'viewer'] as const;

/** The roles people have: the three that every organization has, and those this one made, with what they let do. */
export function RolesTab({ organization, doing, onDo }: PartProps) {
  const { t } = useTranslation();
  const query = useQuery(rolesQuery(organization.id));
  const [changed, setChanged] = useState<CustomRoleBody>();
  const [deleted, setDeleted] = useState<CustomRoleBody>();
  const mayAdminister = organization.may.includes('role.administer');
  const isNew = mayAdminister && doing === 'new';
  const close = () => {
    setChanged(undefined);
    onDo(undefined);
  };
  return (
    <>
      {(isNew || changed) && (
        <Panel title={changed ? t('organization.changeRole', { name: changed.name }) : t('organization.newRole')}>
          <RoleForm key={changed?.id ?? 'new'} organization={organization} role={changed} onClose={close} />
        </Panel>
      )}
      <Panel
        title={t('organization.customRoles')}
        aside={
          mayAdminister &&
          !isNew &&
          !changed && (
            <Button size="xs" onClick={() => onDo('new')}>
              {t('organization.newRole')}
            </Button>
          )
        }
      >
        <RemoteView
          query={query}
          loading={<Skeleton height={120} radius={2} />}
          isEmpty={(roles) => roles.length === 0}
          empty={<p className="dimmed">{t('organization.noRoles')}</p>}
        >
          {(roles) => (
            <ul className="role-list">
              {roles.map((role) => (
                <li key={role.id}>
                  <header>
                    <h3>{role.name}</h3>
                    <RowMenu
                      label={t('organization.actionsOf', { name: role.name })}
                      items={
                        mayAdminister
                          ? [
                              { word: t('organization.change'), onChoose: () => setChanged(role) },
                              {
                                word: t('organization.deleteVerb'),
                                isDangerous: true,
                                onChoose: () => setDeleted(role),
                              },
                            ]
                          : []
                      }
                    />
                  </header>
                  <ActionList actions={role.actions} />
                </li>
              ))}
            </ul>
          )}
        </RemoteView>
      </Panel>
      <Panel title={t('organization.builtInRoles')}>
        <dl className="organization-facts">
          {builtIn.map((role) => (
            <div key={role}>
              <dt>{t(`organization.role.${role}`)}</dt>
              <dd>{t(`organization.roleMeans.${role}`)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      {deleted && (
        <DeletionDialog organizationId={organization.id} role={deleted} onClose={() => setDeleted(undefined)} />
      )}
    </>
  );
}

interface DeletionDialogProps {
  readonly organizationId: string;
  readonly role: CustomRoleBody;
  readonly onClose: () => void;
}

function DeletionDialog({ organizationId, role, onClose }: DeletionDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => deleteRole(organizationId, role.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: organizationKeys.all(organizationId) });
      onClose();
    },
  });
  return (
    <Confirm
      title={t('organization.deleteRoleTitle', { name: role.name })}
      verb={t('organization.deleteVerb')}
      isDangerous
      isPending={deletion.isPending}
      refusal={deletion.error}
      onConfirm={() => deletion.mutate()}
      onClose={onClose}
    >
      <p>{t('organization.deleteRoleMeans')}</p>
    </Confirm>
  );
}
