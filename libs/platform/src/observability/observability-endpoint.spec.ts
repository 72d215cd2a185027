import { ObservabilityEndpoint } from './observability-endpoint.js';
import { Readiness } from './readiness.js';

describe('the endpoint of health and metrics', () => {
  let databaseAnswers = true;
  const endpoint = new ObservabilityEndpoint(
    new Readiness([
      {
        part: 'database',
        check: async () => {
          if (!databaseAnswers) throw new Error('connection refused');
        },
      },
    ]),
  );
  let url: string;
  beforeAll(async () => {
    url = `http://127.0.0.1:${await endpoint.listen(0, '127.0.0.1')}`;
  });
  afterAll(() => endpoint.close());

  it('says that the process lives whatever its parts do, so that nobody restarts it for a database', async () => {
    databaseAnswers = false;
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it.each([
    [true, 200, 'up'],
    [false, 503, 'down'],
  ])('names the part that decides its readiness (database answers: %s)', async (answers, status, state) => {
    databaseAnswers = answers;
    const response = await fetch(`${url}/health/ready`);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status,
      body: { status: state, parts: { database: state } },
    });
  });

  it('gives Prometheus the metrics of the process', async () => {
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_resident_memory_bytes');
  });

  it('refuses what it does not have', async () => {
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405);
  });
});
