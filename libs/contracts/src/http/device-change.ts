import { z } from 'zod';
import { deviceTags } from './device-tag.js';
import { serialNumber } from './serial-number.js';
import { singleLine, timestamp, uuid } from './text.js';

/** `PATCH /devices/{id}`; what is absent stays. */
export const deviceChange = z
  .strictObject({
    name: singleLine(200).optional(),
    systemName: singleLine(200)
      .nullable()
      .optional()
      .describe('The name set on the device; what the device reports later takes its place.'),
    tags: deviceTags.optional().describe('All its tags; those it has besides are taken off.'),
    siteId: uuid.nullable().optional().describe('A site of the device’s owner; null takes it off its site.'),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'must change something');
export type DeviceChange = z.output<typeof deviceChange>;

/** `POST /devices/{id}/replacement`. */
export const replacementRequest = z.strictObject({
  serialNumber: serialNumber.describe(
    'Of the device that takes the place; in the provider’s stock or of the customer.',
  ),
  reason: singleLine(500).optional().describe('Why; kept in the history of both devices.'),
});
export type ReplacementRequest = z.output<typeof replacementRequest>;

/** Answer of `POST /devices/{id}/replacement`. */
export const replacement = z
  .object({
    deviceId: z.uuid().describe('The device that took the place.'),
    serialNumber: z.string(),
    organizationId: z.uuid(),
    siteId: z.uuid().nullable(),
    assetIds: z.array(z.uuid()).describe('Assets it is now installed on.'),
    contractIds: z.array(z.uuid()).describe('Service contracts that go on with it.'),
    replacedAt: timestamp,
    retired: z.object({
      deviceId: z.uuid(),
      serialNumber: z.string(),
      revokedCertificates: z.array(z.string()).describe('Serial numbers, revoked as superseded.'),
    }),
  })
  .meta({ id: 'Replacement' });
export type ReplacementBody = z.infer<typeof replacement>;
