import { useRef } from 'react';
import { newUuid } from '#libs/kernel';
import { Refusal } from '../app/refusal';

/**
 * Makes one thing however often the same is sent: what is sent again after no answer came carries the same idempotency key.
 *
 * @returns runs what sends, with the key; what was refused is sent as something else the next time
 */
export function useOnce(): <Result>(send: (idempotencyKey: string) => Promise<Result>) => Promise<Result> {
  const key = useRef<string>(undefined);
  return async (send) => {
    key.current ??= newUuid(new Date());
    try {
      const result = await send(key.current);
      key.current = undefined;
      return result;
    } catch (failure) {
      if (failure instanceof Refusal && !failure.isTransient) key.current = undefined;
      throw failure;
    }
  };
}
