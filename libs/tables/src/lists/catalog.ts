import type { TableName } from '#libs/contracts/http';
import { ColumnUnknownError } from '../table.errors.js';
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

/** Every table with its columns in the order of the factory setting; `libs/tables/README.md` says what else a new column needs. */
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

/** Those of the keys that the table has. */
export const knownOf = (table: TableName, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => tableColumns[table].some((column) => column.key === key));

/** @throws {ColumnUnknownError} the table lacks one of them */
export function requireKnown(table: TableName, keys: readonly string[]): void {
  const known = tableColumns[table].map(({ key }) => key);
  const unknown = keys.filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new ColumnUnknownError(table, unknown, known);
}
