import { z } from 'zod';
import { organizationIdField } from './fields.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { uuid } from './text.js';

/** What is done for a new customer, in this order. */
export const onboardingStep = z.enum([
  'add-people',
  'assign-devices',
  'create-asset',
  'install-device',
  'configure-asset',
]);

/** How far a customer has come on the way to a monitored asset (R0-33). */
export const customerOnboarding = z
  .object({
    organizationId: uuid,
    name: z.string(),
    steps: z
      .array(z.object({ step: onboardingStep, done: z.boolean() }))
      .describe('In the order they are usually done.'),
    nextStep: onboardingStep.nullable().describe('The first that is not done; null when all are.'),
  })
  .meta({ id: 'CustomerOnboarding' });
export type CustomerOnboardingBody = z.infer<typeof customerOnboarding>;

/** `GET /onboarding`, by name of the customer. */
export const onboardingQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().max(200), uuid])),
  organizationId: organizationIdField.optional().describe('Only this customer.'),
});
export type OnboardingQuery = z.output<typeof onboardingQuery>;
export const onboardingPage = pageOf(customerOnboarding).meta({ id: 'OnboardingPage' });
