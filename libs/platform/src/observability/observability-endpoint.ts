import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { countDroppedLines } from './dropped-lines.js';
import type { Readiness } from './readiness.js';

/**
 * `/health/live`, `/health/ready` and `/metrics` of a process that serves no HTTP otherwise.
 *
 * Open to all who reach the port: bind it to loopback or to the inner network.
 */
export class ObservabilityEndpoint {
  readonly #server: Server;

  /** @param metrics what `/metrics` shows; the process's own are added */
  constructor(
    private readonly readiness: Readiness,
    readonly metrics = new Registry(),
  ) {
    collectDefaultMetrics({ register: this.metrics });
    countDroppedLines(this.metrics);
    this.#server = createServer((request, response) => {
      void this.#answer(request.method ?? '', request.url ?? '', response);
    });
    this.#server.requestTimeout = 5_000;
  }

  /** @returns the port it listens on */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(method: string, url: string, response: ServerResponse): Promise<void> {
    const path = url.split('?', 1)[0];
    if (method !== 'GET') return send(response, 405, 'application/json', '{"status":"method not allowed"}');
    if (path === '/health/live') return send(response, 200, 'application/json', '{"status":"up"}');
    if (path === '/metrics') return send(response, 200, this.metrics.contentType, await this.metrics.metrics());
    if (path !== '/health/ready') return send(response, 404, 'application/json', '{"status":"not found"}');
    const parts = await this.readiness.parts();
    const ready = Object.values(parts).every((state) => state === 'up');
    send(response, ready ? 200 : 503, 'application/json', JSON.stringify({ status: ready ? 'up' : 'down', parts }));
  }
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
