import { Clock, DomainError, personId } from '#libs/kernel';
import type { RequestOrigin } from '../audit/audit.js';
import type { KnownOrigins } from '../sign-in/known-origins.js';
import { Throttle } from './throttle.js';
import type { ThrottleStore } from './throttle-port.js';

class FixedClock extends Clock {
  override now() {
    return new Date('2026-11-22T12:00:00Z');
  }
}
class WrongCodeError extends DomainError {
  readonly code = 'test.wrong';
  readonly kind = 'not-found';
  constructor() {
    super('No such code.', {});
  }
}
class AwayError extends DomainError {
  readonly code = 'test.away';
  readonly kind = 'unavailable';
  constructor() {
    super('Nobody answers.', {});
  }
}

/** Counts tries; nothing is ever locked. */
function aThrottle() {
  const wrong = new Map<string, number>();
  const add = (key: string, by: number) => void wrong.set(key, (wrong.get(key) ?? 0) + by);
  const store: Pick<ThrottleStore, 'take' | 'giveBack'> = {
    take: async (key) => void add(key, 1),
    giveBack: async (key) => add(key, -1),
  };
  const origin: RequestOrigin = { current: () => ({ remoteAddress: '192.0.2.1' }) };
  const noOrigins = {} as KnownOrigins; // codes are counted by person and address alone
  const throttle = new Throttle(store as ThrottleStore, noOrigins, new FixedClock(), origin);
  return {
    attempt: (work: () => Promise<unknown>) => throttle.tryCode(personId('p'), work),
    counted: () => [...wrong.values()],
  };
}

describe('tries of codes', () => {
  it('R4-19: a wrong one counts, for the person and the address', async () => {
    const { attempt, counted } = aThrottle();
    await expect(attempt(() => Promise.reject(new WrongCodeError()))).rejects.toThrow(WrongCodeError);
    expect(counted()).toEqual([1, 1]);
  });

  it('R4-19: a right one does not', async () => {
    const { attempt, counted } = aThrottle();
    expect(await attempt(async () => 'in')).toBe('in');
    expect(counted()).toEqual([0, 0]);
  });

  it.each([new AwayError(), new Error('connection lost')])(
    'R4-19: nor one that nobody could look at: %s',
    async (cause) => {
      const { attempt, counted } = aThrottle();
      await expect(attempt(() => Promise.reject(cause))).rejects.toBe(cause);
      expect(counted()).toEqual([0, 0]);
    },
  );
});
