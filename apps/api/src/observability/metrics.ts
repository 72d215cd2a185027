import { Counter, Histogram, Registry } from 'prom-client';

/** What the api measures; the endpoint of health and metrics shows it beside the measures of the process. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'fieldgate_http_request_duration_seconds',
    help: 'Time from the request line to the end of the answer, by route template.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  readonly #registrationRequests = new Counter({
    name: 'fieldgate_registration_requests_total',
    help: 'Registration requests that came in: kept, refused because as many as may be are open (full), or to no provider (unknown).',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  /** @param route template, never the raw path: labels must stay few */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  /** @param outcome one of a few words */
  countRegistrationRequest(outcome: string): void {
    this.#registrationRequests.inc({ outcome });
  }
}
