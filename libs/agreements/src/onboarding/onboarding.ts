import type { OrganizationId } from '#libs/kernel';

/**
 * What is done for a new customer, in this order (R0-33); the first ones are done when the customer is there.
 *
 * The last one the customer's own people do (R0-26). Measurements of the past may follow: not everybody has any.
 */
export const onboardingSteps = [
  'add-people',
  'assign-devices',
  'create-asset',
  'install-device',
  'configure-asset',
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

/** How far a customer has come. */
export interface CustomerOnboarding {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly done: Readonly<Record<OnboardingStep, boolean>>;
}

/** What is to be done next; null when every step is done. Steps may be done in another order, and undone. */
export function nextStepOf({ done }: Pick<CustomerOnboarding, 'done'>): OnboardingStep | null {
  return onboardingSteps.find((step) => !done[step]) ?? null;
}

export interface OnboardingSelection {
  /** Only this customer. */
  readonly organizationId?: OrganizationId | undefined;
  /** Name and id of the last one of the page before. */
  readonly after?: readonly [name: string, id: string] | undefined;
  readonly limit: number;
}
