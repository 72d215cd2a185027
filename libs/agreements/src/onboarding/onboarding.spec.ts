import { nextStepOf, type OnboardingStep, onboardingSteps } from './onboarding.js';

const doneBut = (...missing: OnboardingStep[]) => ({
  done: Object.fromEntries(onboardingSteps.map((step) => [step, !missing.includes(step)])) as Record<
    OnboardingStep,
    boolean
  >,
});

describe('R0-33: what is to be done next for a customer', () => {
  it('is the first step that is not done, whatever comes after it', () => {
    expect(nextStepOf(doneBut(...onboardingSteps))).toBe('add-people');
    expect(nextStepOf(doneBut('assign-devices', 'install-device'))).toBe('assign-devices');
    expect(nextStepOf(doneBut('install-device'))).toBe('install-device');
  });

  it('is nothing when all is done', () => {
    expect(nextStepOf(doneBut())).toBeNull();
  });
});
