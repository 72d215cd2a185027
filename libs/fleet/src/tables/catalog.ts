import type { TableName } from '#libs/contracts';
import { auditEventColumns } from './audit-events.js';
import { deviceColumns } from './devices.js';
import { invitationColumns } from './invitations.js';
import { memberColumns } from './members.js';
import { organizationColumns } from './organizations.js';
import type { Column } from './table.js';

/** Every table with its columns in the order of the factory setting. */
export const tableColumns: Readonly<Record<TableName, readonly Column[]>> = {
  organizations: organizationColumns,
  devices: deviceColumns,
  members: memberColumns,
  invitations: invitationColumns,
  'audit-events': auditEventColumns,
};
