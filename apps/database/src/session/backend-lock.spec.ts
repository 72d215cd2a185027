import { BackendBusyError } from '../errors.js';
import { BackendLock } from './backend-lock.js';

describe('BackendLock', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('serves one at a time, in the order they came', async () => {
    const lock = new BackendLock();
    const order: string[] = [];
    await lock.acquire(1000);
    const first = lock.acquire(1000).then(() => order.push('first'));
    const second = lock.acquire(1000).then(() => order.push('second'));
    expect(order).toEqual([]);
    expect(lock.waiting).toBe(2);
    lock.release();
    await first;
    expect(order).toEqual(['first']);
    expect(lock.waiting).toBe(1);
    lock.release();
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('gives up after the wait it was told, and passes over who has given up', async () => {
    const lock = new BackendLock();
    await lock.acquire(1000);
    const impatient = expect(lock.acquire(50)).rejects.toThrow(BackendBusyError);
    const patient = lock.acquire(1000);
    jest.advanceTimersByTime(51);
    await impatient;
    lock.release();
    await expect(patient).resolves.toBeUndefined();
  });

  it('is free again after the last one', async () => {
    const lock = new BackendLock();
    await lock.acquire(1);
    lock.release();
    await expect(lock.acquire(1)).resolves.toBeUndefined();
  });
});
