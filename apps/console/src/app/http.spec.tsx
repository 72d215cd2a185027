/** @jest-environment jsdom */
import { z } from 'zod';
import { signInAnswer } from '#libs/contracts/http';
import { answer, done, page, problem, tagged, unchanged } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { ask, forgetAnswers, rememberCsrfToken } from './http';
import { Refusal } from './refusal';

const person = { id: '01900000-0000-7000-8000-000000000001', email: 'ada@example.com' };
const session = { expiresAt: '2026-11-30T03:00:00.000Z', person };

describe('asking the API', () => {
  const api = fakeApiOfSuite();

  const refusalOf = async (asking: Promise<unknown>): Promise<Refusal> => {
    const failure: unknown = await asking.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(failure instanceof Refusal)) throw new TypeError(`Not refused: ${String(failure)}`);
    return failure;
  };
  const askAnything = () => ask({ path: '/devices', answer: z.object({ items: z.array(z.string()) }) });

  it('sends the token against forgery with what changes something, and not with what reads', async () => {
    rememberCsrfToken('token');
    api
      .on('POST /sessions', () => answer(signInAnswer, session, 201))
      .on('GET /devices', () => answer(z.any(), { items: [] }));
    await ask({ method: 'POST', path: '/sessions', body: {}, answer: signInAnswer });
    await askAnything();
    expect(api.journal.map(({ headers }) => headers['x-csrf-token'])).toEqual(['token', undefined]);
  });

  it('leaves what is undefined or empty out of the query', async () => {
    api.on('GET /devices', () => answer(z.any(), { items: [] }));
    await ask({
      path: '/devices',
      query: { q: 'a&b', connectivity: undefined, cursor: '', limit: 50 },
      answer: z.any(),
    });
    expect(api.journal[0]?.query).toEqual({ q: 'a&b', limit: '50' });
  });

  it('says in which organization one looks to what knows it, and to nothing else: that would be refused', async () => {
    const query = { in: person.id, limit: 50 };
    for (const path of [
      '/devices',
      '/organizations/summary',
      '/exports/devices',
      '/device-batches',
      '/device-models',
      '/devices/17/rows',
    ]) {
      api.on(`GET ${path}`, () => answer(z.any(), {}));
      await ask({ path, query, answer: z.any() });
    }
    expect(api.journal.filter((asked) => asked.query.in !== undefined).map(({ path }) => path)).toEqual([
      '/devices',
      '/organizations/summary',
      '/exports/devices',
      '/device-batches',
    ]);
    expect(api.journal.every((asked) => asked.query.limit === '50')).toBe(true);
  });

  it('sends what is given several times once for each', async () => {
    const urls: string[] = [];
    globalThis.fetch = (async (url: string) => {
      urls.push(url);
      return answer(z.any(), {});
    }) as unknown as typeof fetch;
    await ask({ path: '/series', query: { quantity: ['a b', 'c'], points: 10 }, answer: z.any() });
    expect(urls).toEqual(['/api/v1/series?quantity=a+b&quantity=c&points=10']);
  });

  it('keeps an answer by its entity tag, is told that nothing changed, and forgets it with the session', async () => {
    const polled = () => ask({ path: '/latest', answer: z.object({ value: z.number() }), isTagged: true });
    api.on('GET /latest', ({ headers }) =>
      headers['if-none-match'] === '"one"' ? unchanged() : tagged(z.any(), { value: 1 }, '"one"'),
    );
    const first = await polled();
    expect(await polled()).toBe(first);
    forgetAnswers();
    await polled();
    expect(api.journal.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"', undefined]);
  });

  it('reads a problem document with its code, fields, correlation id and time to wait', async () => {
    const errors = [{ path: 'person.email', message: 'must be an e-mail address' }];
    api.on('GET /devices', () => problem({ code: 'identity.sign-in-locked', status: 429, errors }, 90));
    expect(await refusalOf(askAnything())).toMatchObject({
      code: 'identity.sign-in-locked',
      status: 429,
      fields: errors,
      correlationId: '7eadf30b-8dc3-4907-be9f-d7546aa1dc29',
      retryAfterSeconds: 90,
      isTransient: true,
    });
  });

  it('tells an answer of somebody between from one of the platform', async () => {
    api.on('GET /devices', () => page(502));
    expect(await refusalOf(askAnything())).toMatchObject({ code: 'console.answer-unreadable', status: 502 });
  });

  it('names the places of an answer that its contract does not know', async () => {
    api.on('GET /devices', () => answer(z.any(), { items: [1] }));
    const refusal = await refusalOf(askAnything());
    expect(refusal.code).toBe('console.answer-unreadable');
    expect(refusal.detail).toMatch(/^GET \/devices: items\.0 /);
  });

  it('knows that nobody answered', async () => {
    api.on('GET /devices', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await refusalOf(askAnything())).toMatchObject({ code: 'console.unreachable', status: 0, isTransient: true });
  });

  it('is done with an answer that has no body', async () => {
    api.on('DELETE /sessions/current', done);
    expect(await ask({ method: 'DELETE', path: '/sessions/current', answer: z.undefined() })).toBeUndefined();
  });

  it.each(['not-signed-in', 'session-unknown', 'session-expired', 'session-idle'])(
    'knows that identity.%s ends the session',
    async (code) => {
      api.on('GET /devices', () => problem({ code: `identity.${code}`, status: 401 }));
      expect((await refusalOf(askAnything())).isWithoutSession).toBe(true);
    },
  );

  it('does not take a wrong password for the end of a session', async () => {
    api.on('GET /devices', () => problem({ code: 'identity.sign-in-refused', status: 401 }));
    expect((await refusalOf(askAnything())).isWithoutSession).toBe(false);
  });
});
