import { consoleLine } from './console-line.js';

const line = (fields: object) => JSON.stringify({ time: '2026-11-21T12:00:01.234Z', level: 'info', ...fields });
const request = { msg: 'request', method: 'GET', path: '/api/v1/devices', status: 200, durationMs: 12.3 };

describe('a line on the terminal', () => {
  it('tells of a request what was asked, what was answered, and how long it took', () => {
    expect(consoleLine('api', line(request))).toBe('12:00:01 api      GET /api/v1/devices 200 in 12.3 ms');
  });

  it('shows nothing that a terminal would take for an order', () => {
    expect(consoleLine('api', line({ ...request, path: '/a\u009b31m\u00e9' }))).toContain('GET /a?31m? 200');
  });

  it.each([
    [line({ msg: 'The api serves.' }), '12:00:01 api      The api serves.'],
    [line({ level: 'error', msg: 'It broke.', err: { message: 'why' } }), '12:00:01 api      error: It broke. (why)'],
    [line({ msg: 'request' }), '12:00:01 api      request'],
    ['no JSON', 'api      no JSON'],
    ['{"a":1}', 'api      {"a":1}'],
  ])('shows %s as %s', (written, shown) => {
    expect(consoleLine('api', written)).toBe(shown);
  });
});
