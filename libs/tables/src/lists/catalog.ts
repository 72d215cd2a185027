import type { TableName } from '#libs/contracts/http';
import type { Column } from '../table.js';
import { assetColumns } from './assets.js';
import { auditEventColumns } from './audit-events.js';
import { contractColumns } from './contracts.js';
import { deviceColumns } from './devices.js';
import { invitationColumns } from './invitations.js';
import { memberColumns } from './members.js';
import { offlineMeasurementColumns } from './offline-measurements.js';
import { organizationColumns } from './organizations.js';
import { proposalColumns } from './proposals.js';
import { registrationRequestColumns } from './registration-requests.js';
import { siteColumns } from './sites.js';
import { transferColumns } from './transfers.js';

/** Every table with its columns in the order of the factory setting; the README says what else a new column needs. */
export const tableColumns: Readonly<Record<TableName, readonly Column[]>> = {
  organizations: organizationColumns,
  devices: deviceColumns,
  members: memberColumns,
  invitations: invitationColumns,
  'audit-events': auditEventColumns,
  assets: assetColumns,
  sites: siteColumns,
  contracts: contractColumns,
  proposals: proposalColumns,
  'registration-requests': registrationRequestColumns,
  'offline-measurements': offlineMeasurementColumns,
  transfers: transferColumns,
};
