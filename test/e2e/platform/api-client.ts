/** An answer of the api; its body is whatever came, for the test to look at. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests are written against the documented shapes, not against our types
  readonly body: any;
}

/** Asks the api over HTTP as a tool of somebody else's would: it knows paths and JSON, and nothing of our code. */
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

  /** The body of a GET that must succeed. @throws {Error} with the problem when it does not */
  async read(path: string): Promise<Answer['body']> {
    return expectStatus(200, `GET ${path}`, await this.get(path));
  }

  /** The body of a POST that must make something. @throws {Error} with the problem when it does not */
  async make(path: string, body: object): Promise<Answer['body']> {
    return expectStatus(201, `POST ${path}`, await this.post(path, body));
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

function expectStatus(status: number, what: string, answer: Answer): Answer['body'] {
  if (answer.status === status) return answer.body;
  throw new Error(`${what} answered ${answer.status}, not ${status}: ${JSON.stringify(answer.body)}`);
}
