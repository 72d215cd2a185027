import { z } from 'zod';
import { calendarDate, spanOfDays } from './calendar-date.js';
import { certificateState, connectivityState, deviceFreshness, deviceLifecycle, deviceSort } from './device.js';
import { deviceTag } from './device-tag.js';
import { anyOf, organizationIdField, yesOrNo } from './fields.js';
import { macAddressPrefix } from './mac-address.js';
import { cursorOf, pageCursor, pageLimit } from './page.js';
import { instantInList, nameInList, singleLine, uuid } from './text.js';

// What is asked of lists of devices, apart from what they answer: the console reads answers alone.

/** `unassigned`: in stock of a provider or the operator; `assigned`: a customer's. */
const deviceAssignment = z.enum(['assigned', 'unassigned'], 'must be assigned or unassigned');

const macAddressStart = z
  .string()
  .trim()
  .transform((typed, context): string => {
    const start = macAddressPrefix(typed);
    if (start !== undefined) return start;
    context.addIssue({ code: 'custom', message: 'must be the start of a MAC address, such as 00:C0:B7' });
    return z.NEVER;
  });

/**
 * Where a page of devices ends: its sort, the value the last device has in it (empty: none), and that device's id; by organization
 * the id is the organization's, and behind it stands the device's serial number.
 */
const position = z
  .tuple([deviceSort, nameInList, uuid])
  .rest(z.string().max(500))
  .refine(([sort, value, , ...rest]) => {
    const field = sort.replace('-', '');
    if (rest.length !== (field === 'organizationName' ? 1 : 0)) return false;
    if (field === 'createdAt') return instantInList.safeParse(value).success;
    const isInstant = field === 'lastSeenAt' || field === 'certificateNotAfter';
    return !isInstant || value === '' || instantInList.safeParse(value).success;
  });
export type DevicePlace = z.output<typeof position>;

/** Models in one question, at most. */
const MODELS = 20;
const anyOfThem = 'Given several times: any of them.';

/** What narrows a list of devices. */
export const deviceFilters = {
  q: singleLine(100)
    .optional()
    .describe('Start of the serial number, of the MAC address in any spelling, or of the name; case does not matter.'),
  serialNumber: singleLine(100).optional().describe('Start of the serial number, in any case.'),
  macAddress: macAddressStart.optional().describe('Start of the MAC address, in any spelling.'),
  name: singleLine(100).optional().describe('Start of the name, in any case.'),
  organizationId: organizationIdField.optional().describe('Devices of this one organization.'),
  siteId: uuid.optional().describe('Devices that stand at this site.'),
  tag: deviceTag.optional().describe('Devices with this tag, in any case.'),
  assignment: deviceAssignment.optional(),
  model: anyOf(singleLine(100), MODELS)
    .optional()
    .describe(`Name of the device model; given several times, at most ${MODELS}: any of them.`),
  lifecycle: anyOf(deviceLifecycle).optional().describe(anyOfThem),
  connectivity: anyOf(connectivityState).optional().describe(anyOfThem),
  freshness: anyOf(deviceFreshness).optional().describe(anyOfThem),
  certificate: anyOf(certificateState).optional().describe(anyOfThem),
  certificateEndsFrom: calendarDate
    .optional()
    .describe('Devices whose certificate ends on this day or a later one, the best of several; days of UTC.'),
  certificateEndsBefore: calendarDate
    .optional()
    .describe('Devices whose certificate ends earlier than this day, the best of several; days of UTC.'),
  installed: yesOrNo.optional().describe('Whether it is installed on an asset.'),
};

/** For `superRefine` of what narrows a list of devices. */
export const certificateSpan = spanOfDays('certificateEndsFrom', 'certificateEndsBefore');

/** `GET /devices`. */
export const deviceQuery = z
  .strictObject({
    limit: pageLimit,
    cursor: pageCursor(position),
    sort: deviceSort
      .default('serialNumber')
      .describe(
        'Ascending, or descending with - in front; devices without a value come last in either. lastSeenAt is exact for stale devices, and for fresh ones while you look at no more than 20 000 of them: beyond, those that gave a sign within 15 minutes count as seen at once.',
      ),
    count: yesOrNo.optional().describe('true: the answer says how many devices were found, too.'),
    ...deviceFilters,
  })
  .superRefine(({ cursor, sort }, context) => {
    if (cursor === undefined || cursor[0] === sort) return;
    const message = `belongs to the sort ${cursor[0]}, but ${sort} was asked for; start the list again`;
    context.addIssue({ code: 'custom', path: ['cursor'], message });
  })
  .superRefine(certificateSpan);
export type DeviceQuery = z.output<typeof deviceQuery>;

/** Names the place a page of devices ends at. */
export const deviceCursorOf = (...place: DevicePlace) => cursorOf(place);
