import { z } from 'zod';
import { deviceIdField } from './device.js';
import { organizationIdField } from './fields.js';
import { macAddress } from './mac-address.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { serialNumber } from './serial-number.js';
import { instantInList, singleLine, timestamp, uuid } from './text.js';

/** Devices one request dispatches or assigns at most: more are a file for the import. */
export const DISPATCHED_AT_ONCE = 1_000;
export const ASSIGNED_AT_ONCE = 500;

/** `POST /devices/dispatches`: from production into a provider's stock. */
export const dispatchRequest = z.strictObject({
  organizationId: organizationIdField.describe('The provider.'),
  devices: z
    .array(
      z.strictObject({
        type: singleLine(100).describe('Name of a device model.'),
        serialNumber,
        macAddress,
      }),
    )
    .min(1, 'must name at least one device')
    .max(DISPATCHED_AT_ONCE, `must name at most ${DISPATCHED_AT_ONCE} devices`),
});
export type DispatchRequest = z.output<typeof dispatchRequest>;

/** Answer of `POST /devices/dispatches`, in the order of the request. */
export const dispatchAnswer = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        serialNumber: z.string(),
        outcome: z
          .enum(['created', 'handed-over', 'unchanged'])
          .describe(
            'created: new; handed-over: it lay in the operator’s stock; unchanged: the provider or its customer has it.',
          ),
      }),
    ),
  })
  .meta({ id: 'Dispatch' });
export type DispatchAnswer = z.infer<typeof dispatchAnswer>;

const note = singleLine(500).describe('Why; kept in the history of the device.');

/** `POST /devices/{id}/assignment`: to a customer (R0-15, R0-21). */
export const assignmentRequest = z.strictObject({
  organizationId: organizationIdField.describe('The customer.'),
  note: note.optional(),
});
export type AssignmentRequest = z.output<typeof assignmentRequest>;

/** `POST /devices/assignments`: many at once, all or none. */
export const assignmentsRequest = assignmentRequest.extend({
  deviceIds: z
    .array(deviceIdField)
    .min(1, 'must name at least one device')
    .max(ASSIGNED_AT_ONCE, `must name at most ${ASSIGNED_AT_ONCE} devices`),
});
export type AssignmentsRequest = z.output<typeof assignmentsRequest>;

/** Who has a device now. */
export const assignment = z
  .object({
    deviceId: z.uuid(),
    serialNumber: z.string(),
    organizationId: z.uuid(),
    changed: z.boolean().describe('False: the organization had it already.'),
    revokedCertificates: z
      .int()
      .describe('Certificates that ended because it left a customer; the device needs a new one.'),
  })
  .meta({ id: 'Assignment' });
export type AssignmentBody = z.infer<typeof assignment>;

export const assignments = z.object({ items: z.array(assignment) }).meta({ id: 'Assignments' });
export type AssignmentsBody = z.infer<typeof assignments>;

/** `GET /devices/{id}/transfers`, newest first. */
export const transferQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList, uuid])),
});
export type TransferQuery = z.output<typeof transferQuery>;

export const transferPage = pageOf(
  z.object({
    organizationId: z.uuid().nullable().describe('Null: deleted, or none of yours.'),
    organizationName: z.string().nullable().describe('Null: none of yours.'),
    cause: z
      .enum(['registered', 'dispatched', 'assigned', 'returned', 'organization-deleted'])
      .describe('How the device came to the organization.'),
    byId: z.uuid().nullable().describe('Who transferred it; null: the platform, or none of yours had it.'),
    note: z.string().nullable(),
    since: timestamp,
    until: timestamp.nullable().describe('Exclusive; null: still.'),
  }),
).meta({ id: 'TransferPage' });
export type TransferPageBody = z.infer<typeof transferPage>;
