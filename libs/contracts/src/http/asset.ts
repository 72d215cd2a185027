import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import { connectivityState } from './device.js';
import { attributeDefinition } from './equipment.js';
import { organizationIdField } from './fields.js';
import { pageOf } from './page.js';
import { serialNumber } from './serial-number.js';
import { singleLine, timestamp, uuid } from './text.js';

export const assetIdField = uuid;

/** How far an asset is on its way: it waits, its service is offered, the customer has it, its device is connected. */
export const assetConnection = z
  .enum(['new', 'proposed', 'linked', 'connected'], 'must be new, proposed, linked or connected')
  .describe(
    'new: entered by the provider; proposed: its service is offered to the customer; linked: the customer has it, and no device on it is connected; connected.',
  );

const model = singleLine(100).describe('Name of an equipment model.');
const modelNumber = singleLine(64);
const assetSerialNumber = singleLine(64);
const name = singleLine(200);
const externalId = singleLine(64).describe('Its number in an ERP system.');
const warrantyEnd = calendarDate.describe('First day without the warranty.');
const attributeValues = z
  .record(z.string().max(40), z.union([singleLine(500), z.number(), z.boolean(), z.null()]))
  .describe('Values of the attributes its kind names, by their keys; null empties one.');

const installedDevice = z.object({
  id: uuid,
  serialNumber: z.string(),
  name: z.string(),
  connectivity: connectivityState,
});

/** An asset as lists show it. */
export const asset = z
  .object({
    id: uuid,
    organizationId: uuid,
    organizationName: z.string(),
    label: z.string().describe('Its name, else model number and serial number.'),
    name: z.string().nullable(),
    model: z.string(),
    kind: z.string(),
    modelNumber: z.string(),
    serialNumber: z.string(),
    externalId: z.string().nullable(),
    shipDate: z.iso.date().nullable(),
    warrantyBegin: z.iso.date().nullable(),
    warrantyEnd: z.iso.date().nullable().describe('First day without the warranty.'),
    warrantyState: z
      .enum(['none', 'active', 'ending', 'ended'])
      .describe('Today, by days of UTC; ending: in its last 60 days. An ended warranty changes nothing else.'),
    migrated: z.boolean().describe('Taken over from the predecessor system.'),
    siteId: uuid.nullable(),
    connection: assetConnection,
    devices: z.array(installedDevice).describe('What is installed on it now; one at most today.'),
    linkedAt: timestamp.nullable().describe('Since when the customer has it as its own.'),
    createdAt: timestamp,
  })
  .meta({ id: 'Asset' });
export type AssetBody = z.infer<typeof asset>;

const named = z.object({ id: uuid, name: z.string() });

/** An asset as its page shows it, everything at a glance (R3-42). */
export const assetDetails = asset
  .extend({
    equipmentModel: named.extend({ manufacturer: z.string().nullable() }),
    assetKind: named.extend({ attributes: z.array(attributeDefinition) }),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    customer: named,
    provider: named.nullable().describe('The provider that entered it; null: the customer itself.'),
    site: named
      .extend({ address: z.string().nullable(), lat: z.number().nullable(), lon: z.number().nullable() })
      .nullable(),
    contract: z
      .object({ id: uuid, startDate: z.iso.date(), endDate: z.iso.date(), leaseMonths: z.int() })
      .nullable()
      .describe(
        'The latest service contract; the end date is the first day without the service. Null also for whom only a share of the site lets in.',
      ),
    offlineMeasurements: z.int().describe('How many samples were uploaded.'),
    configuredAt: timestamp.nullable(),
    updatedAt: timestamp,
    may: z
      .array(z.string())
      .describe('Actions you may do with this asset, such as measurement.upload; what is not in it is refused.'),
  })
  .meta({ id: 'AssetDetails' });
export type AssetDetailsBody = z.infer<typeof assetDetails>;

export const assetPage = pageOf(asset).meta({ id: 'AssetPage' });
export type AssetPageBody = z.infer<typeof assetPage>;

/** `POST /assets` (R0-23, R3-34…R3-40). */
export const newAsset = z.strictObject({
  organizationId: organizationIdField.describe('The customer whose it is.'),
  model,
  modelNumber: modelNumber.optional().describe('The name of the model when absent.'),
  serialNumber: assetSerialNumber,
  name: name.optional(),
  externalId: externalId.optional(),
  shipDate: calendarDate.optional(),
  warrantyBegin: calendarDate.optional(),
  warrantyEnd: warrantyEnd.optional(),
  migrated: z.boolean().default(false).describe('Taken over from the predecessor system.'),
  attributes: attributeValues.default({}),
  siteId: uuid.optional(),
  edgeDeviceSerialNumber: serialNumber
    .optional()
    .describe('Of a device of the same customer that is on nothing: it is paired at once.'),
});
export type NewAsset = z.output<typeof newAsset>;

/** `PATCH /assets/{id}`; what is absent stays, null empties a field. */
export const assetChange = z.strictObject({
  model: model.optional(),
  modelNumber: modelNumber.optional(),
  serialNumber: assetSerialNumber.optional(),
  name: name.nullable().optional(),
  externalId: externalId.nullable().optional(),
  shipDate: calendarDate.nullable().optional(),
  warrantyBegin: calendarDate.nullable().optional(),
  warrantyEnd: warrantyEnd.nullable().optional(),
  migrated: z.boolean().optional(),
  attributes: attributeValues.optional(),
  siteId: uuid.nullable().optional(),
});
export type AssetChange = z.output<typeof assetChange>;

/** `DELETE /assets/{id}`; the confirmation shows that the caller knows which one goes. */
export const assetDeletion = z.strictObject({
  confirm: singleLine(64).describe('The serial number of the asset, exactly: the deletion cannot be undone.'),
});
export type AssetDeletionQuery = z.output<typeof assetDeletion>;
