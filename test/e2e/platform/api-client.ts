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

  patch(path: string, body: object): Promise<Answer> {
    return this.#ask('PATCH', path, body);
  }

  put(path: string, body: object): Promise<Answer> {
    return this.#ask('PUT', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.#ask('DELETE', path);
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

  /**
   * The body of a PATCH that must succeed.
   *
   * @throws {Error} with the problem when it does not, or with what came when that is not of the documented shape
   */
  async change<Schema extends z.ZodType>(path: string, body: object, shape: Schema): Promise<z.output<Schema>> {
    return documented(shape, `PATCH ${path}`, 200, await this.patch(path, body));
  }

  /**
   * The body of a PUT that must succeed.
   *
   * @throws {Error} with the problem when it does not, or with what came when that is not of the documented shape
   */
  async replace<Schema extends z.ZodType>(path: string, body: object, shape: Schema): Promise<z.output<Schema>> {
    return documented(shape, `PUT ${path}`, 200, await this.put(path, body));
  }

  /** A DELETE that must succeed and has nothing to say. @throws {Error} with the problem when it does not */
  async remove(path: string): Promise<void> {
    const { status, body } = await this.delete(path);
    if (status !== 204) throw new Error(`DELETE ${path} answered ${status}, not 204: ${JSON.stringify(body)}`);
  }

  /**
   * What comes of a CSV file that is taken to be worked on.
   *
   * @throws {Error} with the problem when it is not, or with what came when that is not of the documented shape
   */
  async upload<Schema extends z.ZodType>(path: string, csv: string, shape: Schema): Promise<z.output<Schema>> {
    return documented(shape, `POST ${path}`, 202, await this.#ask('POST', path, csv));
  }

  /** The file of a GET that must succeed, as text. @throws {Error} with the problem when it does not */
  async download(path: string): Promise<string> {
    const response = await this.#fetch('GET', path);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`GET ${path} answered ${response.status}, not 200: ${text}`);
    return text;
  }

  async #ask(method: string, path: string, body?: object | string): Promise<Answer> {
    const response = await this.#fetch(method, path, body);
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** @param body an object is sent as JSON, a text as CSV */
  #fetch(method: string, path: string, body?: object | string): Promise<Response> {
    const isText = typeof body === 'string';
    return fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': isText ? 'text/csv' : 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
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
