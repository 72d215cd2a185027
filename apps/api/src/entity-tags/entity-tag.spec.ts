import { entityTagOf, knownTag } from './entity-tag.js';

describe('entity tags', () => {
  it('differ when the text does, and are the same when it is', () => {
    expect(entityTagOf('{}')).toMatch(/^"[\w-]{22}"$/);
    expect(entityTagOf('{}')).toBe(entityTagOf('{}'));
    expect(entityTagOf('{}')).not.toBe(entityTagOf('{} '));
  });

  it.each([
    [undefined, undefined],
    ['"a"', '"a"'],
    ['W/"a"', 'W/"a"'],
    ['"b", W/"a"', 'W/"a"'],
    ['*', '"a"'],
    ['a', undefined],
    ['"b"', undefined],
    ['', undefined],
  ])('If-None-Match %j of a caller, "a" of ours: %s (RFC 9110 §13.1.2)', (header, known) => {
    expect(knownTag(header, '"a"')).toBe(known);
  });
});
