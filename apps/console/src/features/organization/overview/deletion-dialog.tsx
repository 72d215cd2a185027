import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetailsBody } from '#libs/contracts/http';
import { deleteOrganization, organizationKeys } from '../requests';
import { TypedConfirm } from '../typed-confirm';

interface DeletionDialogProps {
  readonly organization: OrganizationDetailsBody;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Deletes an organization for good: what goes with it is said, and its name is typed before (R2-14…R2-17). */
export function DeletionDialog({ organization: { id, name }, onDeleted, onClose }: DeletionDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const forget = async () => {
    onDeleted();
    client.removeQueries({ queryKey: organizationKeys.all(id) });
    await client.invalidateQueries();
  };
  return (
    <TypedConfirm
      title={t('organization.deleteTitle', { name })}
      verb={t('organization.deleteVerb')}
      consequences={[t('organization.deletePeople'), t('organization.deleteDevices'), t('organization.deleteForGood')]}
      label={t('organization.deleteName', { name })}
      wrong={t('organization.deleteNameWrong', { name })}
      isRight={(typed) => typed === name.trim()}
      send={(typed) => deleteOrganization(id, typed)}
      onDone={forget}
      onClose={onClose}
    />
  );
}
