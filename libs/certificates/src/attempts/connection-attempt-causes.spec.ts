import { connectionRefusals } from './connection-attempt-causes.js';

describe('connection refusals', () => {
  it.each(Object.entries(connectionRefusals))('%s says in sentences what was found', (code, words) => {
    expect(code).toMatch(/^connection\.[a-z]+(-[a-z]+)*$/);
    expect(words).toMatch(/^[A-Z].+\.$/);
  });
});
