import { entityTagOf, isKnown } from './entity-tag.js';

describe('entity tags', () => {
  it('differ when the text does, and are the same when it is', () => {
    expect(entityTagOf('{}')).toMatch(/^"[\w-]{22}"$/);
    expect(entityTagOf('{}')).toBe(entityTagOf('{}'));
    expect(entityTagOf('{}')).not.toBe(entityTagOf('{} '));
  });

  it.each([
    [undefined, false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", W/"a"', true],
    ['*', true],
    ['a', false],
    ['"b"', false],
    ['', false],
  ])('If-None-Match %j of a caller, "a" of ours: %s (RFC 9110 §13.1.2)', (header, known) => {
    expect(isKnown(header, '"a"')).toBe(known);
  });
});
