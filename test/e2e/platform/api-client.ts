import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';

/** An answer of the api; its body is whatever JSON came. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks the api over HTTP as a tool of somebody else's would: it knows paths, JSON and the documented shapes, and nothing
 * else of our code.
 */
export class ApiClient {
  constructor(
    /** With the version in it, such as `http://127.0.0.1:8080/api/v1`. */
    private readonly base: string,
    private readonly token?: string,
  ) {}

  /** The same api with a token of somebody who signed in. */
  as(token: string): ApiClient {
    return new ApiClient(this.base, token);
  }

  get(path: string): Promise<Answer> {
    return this.#ask('GET', path);
  }

  post(path: string, body: object): Promise<Answer> {
    return this.#ask('POST', path, body);
  }

  /**
   * The body of a GET that must succeed.
   *
   * @throws {Error} with the problem when it does not, or with what came when that is not of the documented shape
   */
  async read<Schema extends z.ZodType>(path: string, shape: Schema): Promise<z.output<Schema>> {
    return documented(shape, `GET ${path}`, 200, await this.get(path));
  }

  /**
   * The body of a POST that must make something.
   *
   * @throws {Error} with the problem when it does not, or with what came when that is not of the documented shape
   */
  async make<Schema extends z.ZodType>(path: string, body: object, shape: Schema): Promise<z.output<Schema>> {
    return documented(shape, `POST ${path}`, 201, await this.post(path, body));
  }

  async #ask(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
}

/** The body as the contract has it, and nothing that the contract does not name. */
function documented<Schema extends z.ZodType>(
  shape: Schema,
  what: string,
  status: number,
  answer: Answer,
): z.output<Schema> {
  const came = JSON.stringify(answer.body);
  if (answer.status !== status) throw new Error(`${what} answered ${answer.status}, not ${status}: ${came}`);
  const read = shape.safeParse(answer.body);
  if (!read.success) throw new Error(`${what} answered ${came}: ${read.error.message}`, { cause: read.error });
  if (!isDeepStrictEqual(read.data, answer.body))
    throw new Error(`${what} answered more than is documented: ${came}, not ${JSON.stringify(read.data)}`);
  return read.data;
}
