import type { ArgumentsHost } from '@nestjs/common';
import type { DatabaseSpace } from '#libs/platform';
import type { LogSink } from '../observability/log-sink.js';
import type { RouteTable } from '../request/route-table.js';
import { ProblemFilter } from './problem.filter.js';
import type { RefusalAudit } from './refusal-audit.js';

/** What the filter answers to a failure of a request that may have been given up, and what it logs. */
async function filtered(failure: unknown, signal: AbortSignal) {
  const [statuses, errors]: [number[], unknown[]] = [[], []];
  const reply: { status(code: number): unknown; header(): unknown; send(): Promise<unknown> } = {
    status(code: number) {
      statuses.push(code);
      return reply;
    },
    header: () => reply,
    send: async () => reply,
  };
  const request = {
    id: 'c',
    method: 'GET',
    url: '/api/v1/locations',
    headers: {},
    routeOptions: { config: {} },
    signal,
  };
  const host = { switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }) };
  const log = { error: (entry: unknown) => void errors.push(entry), warn: () => undefined };
  const parts = [log, {}, { methodsOf: () => [] }, {}] as unknown as [LogSink, RefusalAudit, RouteTable, DatabaseSpace];
  await new ProblemFilter(...parts).catch(failure, host as unknown as ArgumentsHost);
  return { statuses, errors };
}

describe('a request whose asker has hung up, as a map does that is panned on', () => {
  it('failed by nobody: nothing is logged as an error, and it counts as no failure of ours', async () => {
    const hangUp = new AbortController();
    hangUp.abort();
    expect(await filtered(hangUp.signal.reason, hangUp.signal)).toEqual({ statuses: [499], errors: [] });
  });

  it('hides no mistake of ours that happens to be made then', async () => {
    const hangUp = new AbortController();
    hangUp.abort();
    const { statuses, errors } = await filtered(new TypeError('a mistake'), hangUp.signal);
    expect([statuses, errors.length]).toEqual([[500], 1]);
  });
});
