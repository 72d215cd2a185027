import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import { emailAddress } from './email-address.js';
import { phoneNumber } from './fields.js';
import { macAddress } from './mac-address.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { leaseMonthsField, newSite } from './registration.js';
import { serialNumber } from './serial-number.js';
import { instantInList, singleLine, timestamp, uuid } from './text.js';

/** `POST /registration-requests`: the form of a device or its owner, as far as it is filled in (R1-07). */
export const newRegistrationRequest = z.strictObject({
  providerKey: z
    .string()
    .max(100, 'must have at most 100 characters')
    .describe('The key the provider has given to you, as typed. Whether it is anybody’s is not told.'),
  organization: z.strictObject({ name: singleLine(200).optional() }).optional(),
  person: z
    .strictObject({
      firstName: singleLine(100).optional(),
      lastName: singleLine(100).optional(),
      email: emailAddress.optional(),
      phone: phoneNumber.optional(),
    })
    .optional(),
  salesOrderNumber: singleLine(64).optional(),
  device: z.strictObject({
    type: singleLine(100).optional(),
    serialNumber: serialNumber.describe('Sent again, the request takes the place of the open one of this number.'),
    macAddress: macAddress.optional(),
    systemName: singleLine(200).optional(),
  }),
  leaseMonths: leaseMonthsField.optional(),
  startDate: calendarDate.optional(),
  serviceContractNumber: singleLine(64).optional(),
  equipment: z
    .strictObject({
      model: singleLine(100).optional(),
      modelNumber: singleLine(64).optional(),
      serialNumber: singleLine(64).optional(),
      shipDate: calendarDate.optional(),
    })
    .optional(),
  site: newSite.optional(),
});
export type NewRegistrationRequest = z.output<typeof newRegistrationRequest>;

const status = z
  .enum(['open', 'registered', 'declined'], 'must be open, registered or declined')
  .describe('open: it waits for the provider.');
const text = z.string().optional();

/** The fields that were filled in, as the registration form has them. */
const requestedForm = z.object({
  organization: z.object({ name: text }).optional(),
  person: z.object({ firstName: text, lastName: text, email: text, phone: text }).optional(),
  salesOrderNumber: text,
  device: z.object({ type: text, serialNumber: z.string(), macAddress: text, systemName: text }),
  leaseMonths: z.int().optional(),
  startDate: text,
  serviceContractNumber: text,
  equipment: z.object({ model: text, modelNumber: text, serialNumber: text, shipDate: text }).optional(),
  site: z.object({ name: text, address: text, lat: z.number().optional(), lon: z.number().optional() }).optional(),
});

/** What somebody asked the provider to register. Nobody has checked who it was. */
export const receivedRegistrationRequest = z
  .object({
    id: uuid,
    providerId: uuid,
    status,
    form: requestedForm,
    sentAt: timestamp.describe('When it was sent last.'),
    remoteAddress: z.string().nullable().describe('Network address it came from.'),
    answeredById: uuid.nullable(),
    answeredAt: timestamp.nullable(),
    reason: z.string().nullable().describe('Why it was declined.'),
    deviceId: uuid.nullable().describe('The device that was registered from it.'),
    may: z.array(z.string()).describe('registration.create: you may register or decline it. Empty once answered.'),
  })
  .meta({ id: 'ReceivedRegistrationRequest' });
export type ReceivedRegistrationRequestBody = z.infer<typeof receivedRegistrationRequest>;

/** `POST /registration-requests/{id}/decline`. */
export const registrationRequestDecline = z.strictObject({ reason: singleLine(1000) });
export type RegistrationRequestDecline = z.output<typeof registrationRequestDecline>;

/** `GET /registration-requests`, newest first. */
export const registrationRequestQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList, uuid])),
  status: status.optional(),
});
export type RegistrationRequestQuery = z.output<typeof registrationRequestQuery>;
export const registrationRequestPage = pageOf(receivedRegistrationRequest).meta({ id: 'RegistrationRequestPage' });
