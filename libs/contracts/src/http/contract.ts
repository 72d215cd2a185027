import { z } from 'zod';
import { calendarDate, spanOfDays } from './calendar-date.js';
import { organizationIdField, yesOrNo } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { leaseMonths } from './registration.js';
import { dayInList, singleLine, timestamp, uuid } from './text.js';

const state = z
  .enum(
    ['upcoming', 'active', 'ending', 'grace', 'lapsed', 'renewed'],
    'must be upcoming, active, ending, grace, lapsed or renewed',
  )
  .describe(
    'By the customer’s calendar. ending: 60 days or less are left; grace: ended less than 30 days ago; lapsed: longer ago, the customer’s people see no newer readings and get no certificates; renewed: another contract goes on from it.',
  );
const named = z.object({ id: uuid, name: z.string() });

/** The monitoring service a customer bought for a device. */
export const serviceContract = z
  .object({
    id: uuid,
    state,
    customer: named,
    provider: named,
    device: z.object({ id: uuid, serialNumber: z.string() }),
    asset: named.nullable().describe('Null: it was deleted; the service of the device goes on.'),
    startDate: z.iso.date(),
    endDate: z.iso.date().describe('First day without the service: start date plus the lease.'),
    graceEndDate: z.iso.date().describe('First day after the time of grace.'),
    leaseMonths: z.int(),
    salesOrderNumber: z.string().nullable(),
    serviceContractNumber: z.string().nullable(),
    renewsId: uuid.nullable().describe('The contract it goes on from.'),
    renewedById: uuid.nullable().describe('The contract that goes on from it.'),
    noticedDays: z
      .int()
      .nullable()
      .describe('Of the last notice that was mailed about its end: 60, 30, 7 or 0 days before it; null: none was.'),
    createdAt: timestamp,
    may: z.array(z.string()).describe('contract.renew: you may renew it, as it is now.'),
  })
  .meta({ id: 'ServiceContract' });
export type ServiceContractBody = z.infer<typeof serviceContract>;

/** `POST /contracts/{id}/renewal`. */
export const contractRenewal = z.strictObject({
  leaseMonths,
  startDate: calendarDate.optional().describe('First day; the end of the renewed contract when absent, never earlier.'),
  salesOrderNumber: singleLine(64).optional(),
  serviceContractNumber: singleLine(64).optional(),
});
export type ContractRenewal = z.output<typeof contractRenewal>;

const daysMessage = 'must be a whole number of days, 0 to 3660';

/** `GET /contracts`: with `endsWithin` the renewal view. */
export const contractQuery = z
  .strictObject({
    limit: pageLimit,
    cursor: pageCursor(z.tuple([dayInList, uuid])),
    sort: z
      .enum(['endDate', '-endDate'], 'must be endDate, or -endDate for the last end first')
      .default('endDate')
      .describe('By the end, ascending, or descending with - in front.'),
    state: state.optional(),
    customerId: organizationIdField.optional(),
    endsWithin: z
      .string()
      .regex(/^\d{1,4}$/, daysMessage)
      .transform(Number)
      .refine((days) => days <= 3660, daysMessage)
      .meta({ type: 'integer', minimum: 0, maximum: 3660, pattern: undefined })
      .optional()
      .describe('Those that wait for a renewal: neither renewed nor lapsed, and at their end in so many days at most.'),
    endsFrom: calendarDate.optional().describe('Those whose end is this day or a later one.'),
    endsBefore: calendarDate.optional().describe('Those whose end is earlier than this day.'),
    renewed: yesOrNo.optional().describe('Whether another goes on from it.'),
  })
  .superRefine(spanOfDays('endsFrom', 'endsBefore'));
export type ContractQuery = z.output<typeof contractQuery>;
export const contractPage = pageOf(serviceContract).meta({ id: 'ServiceContractPage' });
