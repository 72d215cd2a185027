import type { z } from 'zod';
import { problemDocument } from '#libs/contracts/http';
import { DomainError } from '#libs/kernel';
import { pause } from '../pause.js';

/** The platform's HTTP API does not answer. */
export class ApiUnreachableError extends DomainError<{ url: string }> {
  readonly code = 'device.api-unreachable';
  readonly kind = 'unavailable';

  constructor(url: string, options: ErrorOptions) {
    super(
      `The platform does not answer at ${url}. Start it with "npm start", or give its address with --url.`,
      { url },
      options,
    );
  }
}

/** The platform's HTTP API refused a request. */
export class ApiRefusedError extends DomainError<{ status: number; problem: string | undefined }> {
  readonly code = 'device.api-refused';
  readonly kind = 'invalid';

  constructor(
    what: string,
    readonly status: number,
    readonly problem: string | undefined,
    detail: string,
  ) {
    super(`${what} was answered with ${status}: ${detail}`, { status, problem });
  }
}

/** What a request carries beside its address. */
export interface Request {
  readonly token?: string;
  readonly body?: unknown;
}

/** Answers that say "not now", and how often and after which wait a request is repeated then. */
const BUSY: ReadonlySet<number> = new Set([429, 503]);
const REPETITIONS = 6;
const REPETITION_MS = 1000;

/** The platform's HTTP API as a client outside the repository sees it: JSON, a bearer token, problem documents. */
export class ApiClient {
  /** @param baseUrl such as `http://127.0.0.1:8080` */
  constructor(
    private readonly baseUrl: string,
    private readonly signal: AbortSignal,
  ) {}

  /** @see send */
  get<Schema extends z.ZodType>(path: string, answer: Schema, request: Request = {}): Promise<z.output<Schema>> {
    return this.send('GET', path, answer, request);
  }

  /** @see send */
  post<Schema extends z.ZodType>(path: string, answer: Schema, request: Request = {}): Promise<z.output<Schema>> {
    return this.send('POST', path, answer, request);
  }

  /**
   * Sends a request and reads the answer; repeats it while the platform says that it is busy.
   *
   * @param path below `/api/v1`, with its slash
   * @throws {ApiUnreachableError} nobody answers
   * @throws {ApiRefusedError} the answer is a problem document
   */
  private async send<Schema extends z.ZodType>(
    method: string,
    path: string,
    answer: Schema,
    request: Request,
  ): Promise<z.output<Schema>> {
    for (let repetition = 0; ; repetition++) {
      const response = await this.fetch(method, path, request);
      if (response.ok) return answer.parse(await response.json());
      const refusal = await refusalOf(`${method} ${nameOf(path)}`, response);
      if (!BUSY.has(response.status) || repetition === REPETITIONS) throw refusal;
      await pause(REPETITION_MS, this.signal);
    }
  }

  private async fetch(method: string, path: string, { token, body }: Request): Promise<Response> {
    const headers = {
      accept: 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    try {
      return await fetch(`${this.baseUrl}/api/v1${path}`, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        signal: this.signal,
      });
    } catch (cause) {
      if (this.signal.aborted) throw cause;
      throw new ApiUnreachableError(this.baseUrl, { cause });
    }
  }
}

async function refusalOf(what: string, response: Response): Promise<ApiRefusedError> {
  const text = await response.text();
  const problem = problemDocument.safeParse(parsed(text)).data;
  const fields = problem?.errors?.map(({ path, message }) => `${path} ${message}`).join('; ');
  const detail = problem === undefined ? 'no problem document.' : [problem.detail, fields].filter(Boolean).join(' ');
  return new ApiRefusedError(what, response.status, problem?.code, detail);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's page, perhaps
  }
}

/** A path for a message, without the tokens some paths end in. */
function nameOf(path: string): string {
  return path.replace(/^(\/(?:activations|invitations)\/)[^/]+/, '$1…');
}
