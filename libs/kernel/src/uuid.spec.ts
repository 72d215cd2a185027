import { newUuid } from './uuid.js';

describe('newUuid', () => {
  it('carries the instant in its first 48 bits and version and variant where RFC 9562 §5.7 puts them', () => {
    const id = newUuid(new Date('2026-11-21T10:00:00.123Z'));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-21T10:00:00.123Z'));
  });

  it('sorts later ids later', () => {
    const earlier = newUuid(new Date(1_795_000_000_000));
    const later = newUuid(new Date(1_795_000_000_001));
    expect(earlier < later).toBe(true);
  });

  it('sorts the ids of one millisecond in the order they were made', () => {
    const at = new Date(1_795_000_000_002);
    const ids = Array.from({ length: 20_000 }, () => newUuid(at));
    expect(ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id)).toBe(true);
  });

  it('makes two different ids in one millisecond', () => {
    const at = new Date(0);
    expect(newUuid(at)).not.toBe(newUuid(at));
  });
});
