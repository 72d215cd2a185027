import { z } from 'zod';
import { organizationIdField } from './fields.js';

/** What of a fleet ends by itself. */
export const forecastOf = z.enum(
  ['certificates', 'contracts', 'warranties'],
  'must be certificates, contracts or warranties',
);
export type ForecastOf = z.output<typeof forecastOf>;

/** `GET /fleet/forecast`. */
export const fleetForecastQuery = z.strictObject({
  of: forecastOf.describe(
    'certificates: of devices that are not retired, the end of the best that is valid; contracts: those that nothing renews; warranties: of assets.',
  ),
  by: z.literal('month', 'must be month').default('month'),
  months: z
    .string()
    .regex(/^(?:[1-9]|[12]\d|3[0-6])$/, 'must be a whole number, 1 to 36')
    .transform(Number)
    .default(12)
    .meta({ type: 'integer', minimum: 1, maximum: 36, pattern: undefined })
    .describe('From the present one on, 1 to 36; 12 when absent.'),
  organizationId: organizationIdField.optional().describe('Of this one organization.'),
});
export type FleetForecastQuery = z.output<typeof fleetForecastQuery>;

const count = z.int().min(0);

/** Answer of `GET /fleet/forecast`: of your own organizations, not of sites that are shared. */
export const fleetForecast = z
  .object({
    of: forecastOf,
    months: z
      .array(
        z.object({
          from: z.iso.date().describe('First day of the month; days of certificates are those of UTC.'),
          to: z.iso.date().describe('First day after it.'),
          count,
        }),
      )
      .describe('Each of them, also where nothing ends; what has ended this month already counts.'),
    later: count.describe('How many end after that.'),
  })
  .meta({ id: 'FleetForecast' });
export type FleetForecastBody = z.infer<typeof fleetForecast>;
