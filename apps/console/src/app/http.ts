import { z } from 'zod';
import { pathsInOrganization, problemDocument } from '#libs/contracts/http';
import { Refusal } from './refusal';
import { loadWords } from './words';

/** What a query may hold; what is undefined is left out, and `in` where the path knows nothing of organizations one looks in. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface Question<Answer extends z.ZodType> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1, such as `/devices`. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  /** Sent as it is, in place of a body: comma-separated values. */
  readonly file?: Blob;
  /** What the answer is parsed by. */
  readonly answer: Answer;
  readonly signal?: AbortSignal;
  /** The answer has an entity tag: it is kept, and only sent again when it changed. */
  readonly isTagged?: boolean;
  /** The same key makes the same thing once, however often it is sent (Idempotency-Key). */
  readonly idempotencyKey?: string;
}

const BASE = '/api/v1';

let csrfToken: string | undefined;

/** Answers that are kept for their entity tags, at most; beyond it the oldest goes. */
const KEPT_ANSWERS = 32;
const keptAnswers = new Map<string, { readonly entityTag: string; readonly data: unknown }>();

/** Forgets what was answered to one person before the next signs in. */
export const forgetAnswers = () => keptAnswers.clear();

/** Sent from now on with everything that changes something; undefined when nobody is signed in. */
export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** Where something of the API is read from, as a link leads to it. */
export const addressOf = ({ path, query = {} }: Pick<Question<z.ZodType>, 'path' | 'query'>) =>
  `${BASE}${path}${queryString(isInOrganization(path) ? query : { ...query, in: undefined })}`;

/** Every page has `in` in its address and hands its search on; an operation that does not know it would refuse it. */
const isInOrganization = (path: string) =>
  pathsInOrganization.includes(path.replace(/^\/exports\/[^/]+$/, '/exports/{table}'));

/**
 * Whether a file would be sent: browsers show nobody why a download was refused.
 *
 * @throws {Refusal} why it would not
 */
export async function mayBegin(file: Pick<Question<z.ZodType>, 'path' | 'query'>): Promise<void> {
  const head = await send(addressOf(file), { method: 'HEAD', credentials: 'same-origin' });
  // An answer to HEAD has no body that says why; asked for, the refusal comes again and has one.
  if (!head.ok) await ask({ ...file, answer: z.undefined() });
}

/**
 * Asks the API.
 *
 * @throws {Refusal} it refused, could not be reached, or answered something else than its contract says
 */
export async function ask<Answer extends z.ZodType>(question: Question<Answer>): Promise<z.output<Answer>> {
  const { method = 'GET', path, answer, signal, isTagged = false } = question;
  const url = addressOf(question);
  const kept = isTagged ? keptAnswers.get(url) : undefined;
  const response = await send(url, {
    method,
    headers: { ...headersOf(question), ...(kept && { 'if-none-match': kept.entityTag }) },
    credentials: 'same-origin',
    ...(question.body !== undefined && { body: JSON.stringify(question.body) }),
    ...(question.file !== undefined && { body: question.file }),
    ...(signal && { signal }),
  });
  if (response.status === 304 && kept) return kept.data as z.output<Answer>;
  const body = await bodyOf(response);
  if (!response.ok) {
    // They come when they are first needed; without them the refusal is shown as the API says it.
    await loadWords(['problems']).catch(() => undefined);
    throw refusalOf(response, body);
  }
  const parsed = answer.safeParse(body);
  if (parsed.success) {
    if (isTagged) keep(url, response.headers.get('etag'), parsed.data);
    return parsed.data;
  }
  const places = parsed.error.issues.map(
    ({ path: place, message }) => `${method} ${path}: ${place.join('.')} ${message}`,
  );
  throw Refusal.unreadable(response.status, places.slice(0, 3).join('; '), correlationIdOf(response));
}

function keep(url: string, entityTag: string | null, data: unknown): void {
  keptAnswers.delete(url);
  if (entityTag === null) return;
  keptAnswers.set(url, { entityTag, data });
  const [oldest] = keptAnswers.keys();
  if (keptAnswers.size > KEPT_ANSWERS && oldest !== undefined) keptAnswers.delete(oldest);
}

function headersOf({ method = 'GET', body, file, idempotencyKey }: Question<z.ZodType>): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(file !== undefined && { 'content-type': 'text/csv' }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    ...(method !== 'GET' && csrfToken !== undefined && { 'x-csrf-token': csrfToken }),
  };
}

function queryString(query: Query): string {
  const entries = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const))
    .filter(([, value]) => value !== undefined && value !== '');
  if (entries.length === 0) return '';
  return `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    // Whoever gave the request up wants no message about it.
    if (init.signal?.aborted) throw cause;
    throw Refusal.unreachable({ cause });
  }
}

/** @returns undefined where the answer has no body, or none that is JSON */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function refusalOf(response: Response, body: unknown): Refusal {
  const problem = problemDocument.safeParse(body);
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return problem.success
    ? Refusal.of(problem.data, Number.isFinite(retryAfter) ? retryAfter : undefined)
    : Refusal.unreadable(response.status, `HTTP ${response.status}`, correlationIdOf(response));
}

const correlationIdOf = (response: Response) => response.headers.get('x-correlation-id') ?? undefined;
