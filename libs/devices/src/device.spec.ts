import { enrollableStates } from '#libs/certificates';
import type { DeviceLifecycle } from '#libs/contracts/http';
import { deviceId } from '#libs/kernel';
import { type LifecycleEvent, lifecycleAfter } from './device.js';

const id = deviceId('0199f0c4-77b0-7abc-8def-001122334455');
const states: readonly DeviceLifecycle[] = ['registered', 'active', 'suspended', 'retired'];
const events: readonly LifecycleEvent[] = ['activate', 'suspend', 'resume', 'retire'];
const allowed: Readonly<Record<string, DeviceLifecycle>> = {
  'registered activate': 'active',
  'registered retire': 'retired',
  'active activate': 'active',
  'active suspend': 'suspended',
  'active retire': 'retired',
  'suspended resume': 'active',
  'suspended retire': 'retired',
};

describe('lifecycleAfter', () => {
  it.each(states.flatMap((state) => events.map((event) => [state, event] as const)))('%s, %s', (state, event) => {
    const next = allowed[`${state} ${event}`];
    if (next !== undefined) expect(lifecycleAfter(id, state, event)).toBe(next);
    else expect(() => lifecycleAfter(id, state, event)).toThrow(`is ${state}, so "${event}" cannot happen`);
  });

  it('says what is possible instead', () => {
    expect(() => lifecycleAfter(id, 'suspended', 'suspend')).toThrow('possible now: resume, retire.');
    expect(() => lifecycleAfter(id, 'retired', 'resume')).toThrow('nothing can happen to it any more.');
  });
});

describe('which devices get certificates', () => {
  it.each(states)('a %s device: as its first certificate can make or leave it active', (state) => {
    expect(enrollableStates[state]).toBe(`${state} activate` in allowed);
  });
});
