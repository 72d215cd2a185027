import type { z } from 'zod';
import { type ProblemDocument, problemDocument } from '#libs/contracts/http';

/** What was asked, in order. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** The last value of each parameter. */
  readonly query: Readonly<Record<string, string>>;
  /** The query as it was sent. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Reply = (asked: Asked) => Response | Promise<Response>;

/** Answers as the API would; the contract parses each answer first, so that the fake cannot lie. */
export class FakeApi {
  readonly journal: Asked[] = [];
  readonly #replies = new Map<string, Reply>();
  #before = globalThis.fetch;

  /** Takes the place of the network, knowing nothing yet. */
  start(): void {
    this.journal.length = 0;
    this.#replies.clear();
    this.#before = globalThis.fetch;
    globalThis.fetch = ((url: string, init: RequestInit) => this.#answer(url, init)) as typeof fetch;
  }

  /** @param operation method and path below /api/v1, such as `GET /devices` */
  on(operation: string, reply: Reply): this {
    this.#replies.set(operation, reply);
    return this;
  }

  askedFor(operation: string): readonly Asked[] {
    return this.journal.filter(({ method, path }) => `${method} ${path}` === operation);
  }

  stop(): void {
    globalThis.fetch = this.#before;
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    const { pathname, search, searchParams } = new URL(url, 'http://localhost');
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: pathname.replace('/api/v1', ''),
      query: Object.fromEntries(searchParams),
      text: search,
      headers: init.headers as Record<string, string>,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    this.journal.push(asked);
    const operation = `${asked.method} ${asked.path}`;
    const reply = this.#replies.get(operation);
    if (!reply) throw new TypeError(`The test says nothing of ${operation}.`);
    return reply(asked);
  }
}

/** An answer that its contract knows. */
export const answer = <Schema extends z.ZodType>(schema: Schema, body: z.input<Schema>, status = 200): Response =>
  responseOf(schema.parse(body), status);

/** The same with an entity tag. */
export const tagged = <Schema extends z.ZodType>(schema: Schema, body: z.input<Schema>, etag: string): Response =>
  responseOf(schema.parse(body), 200, { etag });

/** Nothing changed since the tag that was sent. */
export const unchanged = (): Response => responseOf(undefined, 304);

/** No body, as sent for what is done. */
export const done = (): Response => responseOf(undefined, 204);

/** A problem document with some of its parts given. */
export function problem(
  parts: Partial<ProblemDocument> & Pick<ProblemDocument, 'code' | 'status'>,
  retryAfter?: number,
) {
  const correlationId = '7eadf30b-8dc3-4907-be9f-d7546aa1dc29';
  const body = problemDocument.parse({
    type: `urn:fieldgate:problem:${parts.code}`,
    title: 'Refused',
    detail: 'It was refused.',
    instance: `urn:fieldgate:request:${correlationId}`,
    correlationId,
    ...parts,
  });
  return responseOf(body, parts.status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
}

/** What a proxy says instead of the platform. */
export const page = (status: number): Response => plain('<html>Bad gateway</html>', status, {});

function responseOf(body: unknown, status: number, headers: Record<string, string> = {}): Response {
  return plain(body === undefined ? '' : JSON.stringify(body), status, headers);
}

/** As much of a Response as is read; jsdom has none. */
function plain(text: string, status: number, headers: Record<string, string>): Response {
  const all = new Map(Object.entries(headers));
  return {
    ok: status < 400,
    status,
    headers: { get: (name: string) => all.get(name) ?? null },
    text: async () => text,
  } as unknown as Response;
}
