import { disconnectCauseInWords, disconnectCauses } from './disconnect-cause.js';

describe('disconnect causes', () => {
  it.each(Object.entries(disconnectCauses))('%s fits its column and has a sentence', (code, words) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(code.length).toBeLessThanOrEqual(64);
    expect(words).toMatch(/^[A-Z].+\.$/);
  });

  it('shows codes it does not know, inherited names included, as they are', () => {
    expect(disconnectCauseInWords('keep-alive')).toContain('keep-alive time');
    expect(disconnectCauseInWords('moved-away')).toBe('moved-away');
    expect(disconnectCauseInWords('constructor')).toBe('constructor');
  });
});
