import { useRef } from 'react';
import { newUuid } from '#libs/kernel';

/** The key of a request (Idempotency-Key): the same form sent again is the same thing, another one is another. */
export function useOnceKey(): (body: unknown) => string {
  const sent = useRef({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newUuid(new Date()) };
    return sent.current.key;
  };
}
