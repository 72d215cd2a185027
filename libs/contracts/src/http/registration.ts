import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import { deviceLifecycle } from './device.js';
import { emailAddress } from './email-address.js';
import { organizationIdField, personIdField, phoneNumber } from './fields.js';
import { macAddress } from './mac-address.js';
import { newOrExisting } from './new-or-existing.js';
import { serialNumber } from './serial-number.js';
import { NOWHERE } from './site.js';
import { singleLine, timestamp, uuid } from './text.js';

/** Months a service contract runs when the form says nothing (R1-15), and the bounds of what it may say. */
export const leaseMonthsLimits = Object.freeze({ minimum: 1, default: 12, maximum: 240 });

const { minimum, maximum } = leaseMonthsLimits;
/** Months a contract runs. */
export const leaseMonthsField = z
  .int({ error: 'must be a whole number of months' })
  .min(minimum, `must be at least ${minimum} month`)
  .max(maximum, `must be at most ${maximum} months`);
export const leaseMonths = leaseMonthsField.default(leaseMonthsLimits.default);

/** A place: at least one of name, address and position; a position has both coordinates. */
export const newSite = z
  .strictObject({
    name: singleLine(200).optional(),
    address: singleLine(500).optional(),
    lat: z.number().min(-90, 'must be at least -90').max(90, 'must be at most 90').optional(),
    lon: z.number().min(-180, 'must be at least -180').max(180, 'must be at most 180').optional(),
  })
  .superRefine(({ name, address, lat, lon }, context) => {
    if ((lat === undefined) !== (lon === undefined)) {
      const path = [lat === undefined ? 'lat' : 'lon'];
      context.addIssue({ code: 'custom', path, message: 'must be given too: a position has lat and lon' });
    }
    if (lat === 0 && lon === 0) context.addIssue({ code: 'custom', path: ['lat'], message: NOWHERE });
    if (name === undefined && address === undefined && lat === undefined && lon === undefined) {
      context.addIssue({ code: 'custom', message: 'must have a name, an address or a position' });
    }
  })
  .describe('Where the device stands; lat and lon in WGS 84 degrees.');

/** `POST /registrations`: the provider's one form. */
export const registrationRequest = z.strictObject({
  providerId: organizationIdField
    .optional()
    .describe('Provider that registers; needed only by who may register for several.'),
  organization: newOrExisting(organizationIdField, { name: singleLine(200) }),
  person: newOrExisting(personIdField, {
    firstName: singleLine(100),
    lastName: singleLine(100),
    email: emailAddress,
    phone: phoneNumber,
  }),
  salesOrderNumber: singleLine(64).optional(),
  device: z.strictObject({
    type: singleLine(100).describe('Name of a device model.'),
    serialNumber,
    macAddress,
    systemName: singleLine(200)
      .optional()
      .describe('The name set on the device: model, rating and serial number of its asset.'),
  }),
  leaseMonths,
  startDate: calendarDate.describe('First day of the service.'),
  serviceContractNumber: singleLine(64).optional(),
  equipment: z
    .strictObject({
      model: singleLine(100).describe('Name of an equipment model.'),
      modelNumber: singleLine(64),
      serialNumber: singleLine(64),
      shipDate: calendarDate.optional(),
      externalId: singleLine(64).optional().describe('Its number in an ERP system.'),
      warrantyBegin: calendarDate.optional(),
      warrantyEnd: calendarDate.optional().describe('First day without the warranty.'),
    })
    .superRefine(({ warrantyBegin, warrantyEnd }, context) => {
      if (warrantyBegin === undefined || warrantyEnd === undefined || warrantyEnd > warrantyBegin) return;
      const message = `must be later than warrantyBegin, ${warrantyBegin}`;
      context.addIssue({ code: 'custom', path: ['warrantyEnd'], message });
    }),
  site: newSite.optional(),
  requestId: uuid.optional().describe('The registration request it comes from; it is answered by this.'),
});
export type RegistrationRequest = z.output<typeof registrationRequest>;

/** Answer of `POST /registrations`: everything that was made or used. */
export const registrationAnswer = z
  .object({
    organization: z.object({
      id: z.uuid(),
      kind: z.literal('customer'),
      name: z.string(),
      parentId: z.uuid().nullable(),
      status: z.enum(['new', 'invited', 'onboarded']),
    }),
    person: z.object({
      id: z.uuid(),
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      phone: z.string().nullable(),
    }),
    device: z.object({
      id: z.uuid(),
      serialNumber: z.string(),
      macAddress: z.string(),
      type: z.string(),
      name: z.string(),
      systemName: z.string().nullable(),
      systemNameMatches: z.boolean().nullable().describe('Whether it tells of this asset; null: there is none.'),
      organizationId: z.uuid(),
      lifecycle: deviceLifecycle,
      createdAt: timestamp,
    }),
    asset: z.object({
      id: z.uuid(),
      model: z.string(),
      modelNumber: z.string(),
      serialNumber: z.string(),
      shipDate: z.iso.date().nullable(),
      externalId: z.string().nullable(),
      warrantyBegin: z.iso.date().nullable(),
      warrantyEnd: z.iso.date().nullable().describe('First day without the warranty.'),
    }),
    site: z
      .object({
        id: z.uuid(),
        name: z.string(),
        address: z.string().nullable(),
        lat: z.number().nullable(),
        lon: z.number().nullable(),
      })
      .nullable(),
    contract: z.object({
      id: z.uuid(),
      startDate: z.iso.date(),
      endDate: z.iso.date().describe('First day without the service: start date plus the lease.'),
      leaseMonths: z.int(),
      salesOrderNumber: z.string().nullable(),
      serviceContractNumber: z.string().nullable(),
    }),
  })
  .meta({ id: 'Registration' });
export type RegistrationAnswer = z.infer<typeof registrationAnswer>;

/** `GET /registrations/availability`: before the form is whole. */
export const registrationAvailabilityQuery = z.strictObject({
  serialNumber: serialNumber.optional(),
  macAddress: macAddress.optional(),
});
export type RegistrationAvailabilityQuery = z.output<typeof registrationAvailabilityQuery>;

const availability = z
  .enum(['free', 'in-stock', 'taken'])
  .nullable()
  .describe(
    'free: no device has it; in-stock: the device lies in a stock you register from, and is taken from there; taken: another one; null: not asked.',
  );

/** Its answer. */
export const registrationAvailability = z
  .object({
    serialNumber: availability,
    macAddress: availability,
    stockedDevice: z
      .object({ serialNumber: z.string(), macAddress: z.string(), type: z.string() })
      .nullable()
      .describe('The device in stock; null: there is none.'),
  })
  .meta({ id: 'RegistrationAvailability' });
export type RegistrationAvailabilityBody = z.infer<typeof registrationAvailability>;

/** `GET /registrations/form`: what the form's two lists offer and its default lease. */
export const registrationForm = z
  .object({
    deviceTypes: z.array(z.string()),
    equipmentModels: z.array(z.string()).describe('The platform’s and your own, without those that are retired.'),
    systemNameTemplate: z.string().describe('Pattern of the name to set on the device.'),
    leaseMonths: z.object({ minimum: z.int(), default: z.int(), maximum: z.int() }),
  })
  .meta({ id: 'RegistrationForm' });
export type RegistrationForm = z.infer<typeof registrationForm>;
