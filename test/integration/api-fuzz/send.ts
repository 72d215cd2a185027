import { Agent, request } from 'node:http';
import type { FuzzRequest } from './requests.js';

/** What came back. */
export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Sends requests as they are: nothing of them is mended on the way, as `fetch` would. */
export class Wire {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  /** @param origin such as `http://127.0.0.1:3000` */
  constructor(private readonly origin: string) {}

  send({ method, target, headers, body }: FuzzRequest, authorization?: string): Promise<FuzzAnswer> {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        this.origin,
        {
          method,
          path: target,
          agent: this.#agent,
          headers: {
            ...(bytes && { 'content-length': bytes.length }),
            ...(authorization !== undefined && { authorization }),
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              contentType: answer.headers['content-type'] ?? '',
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(bytes);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
