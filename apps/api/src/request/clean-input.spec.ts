import fc from 'fast-check';
import { InvalidRequestError } from '../problems/request-errors.js';
import { cleanInput } from './clean-input.js';

const errorsOf = (value: unknown) => {
  try {
    cleanInput(value, 'body');
    return [];
  } catch (failure) {
    if (failure instanceof InvalidRequestError) return failure.errors.map(({ path }) => path);
    throw failure;
  }
};

describe('what comes in with a request', () => {
  it('is composed (NFC), in values and in names of fields', () => {
    const decomposed = 'Zu\u0308rich';
    expect(cleanInput({ name: decomposed, list: [{ [decomposed]: decomposed }] }, 'body')).toEqual({
      name: 'Z\u00fcrich',
      list: [{ 'Z\u00fcrich': 'Z\u00fcrich' }],
    });
    expect(cleanInput(decomposed, 'id')).toBe('Z\u00fcrich');
  });

  it.each([
    ['a value', { person: { name: 'a\0b' } }, 'person.name'],
    ['a value in a list', { names: ['a', '\0'] }, 'names.1'],
    ['a name of a field', { person: { 'a\0b': 1 } }, 'person'],
    ['half a surrogate pair', { name: '\ud800' }, 'name'],
    ['half a surrogate pair as a name', { '\udc00': 1 }, 'body'],
    ['a parameter', 'a\0b', 'body'],
  ])('is refused by its path when it cannot be kept: %s', (_what, value, path) => {
    expect(errorsOf(value)).toEqual([path]);
  });

  it('is refused when it is nested deeper than 32 levels, however deep', () => {
    const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
    expect(errorsOf(nested(32))).toEqual([]);
    expect(errorsOf(nested(33))).toHaveLength(1);
    expect(errorsOf(nested(100_000))).toHaveLength(1);
  });

  it('passes bytes as they are', () => {
    const bytes = Buffer.from('a\0b');
    expect(cleanInput(bytes, 'body')).toBe(bytes);
  });

  it('stays what it is when it is composed already, and needs no second cleaning', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }), (value) => {
        if (errorsOf(value).length > 0) return;
        const once = cleanInput(value, 'body');
        expect(cleanInput(once, 'body')).toEqual(once);
      }),
    );
  });

  it('keeps a field named __proto__ a field, for the schema to refuse', () => {
    expect(Object.keys(cleanInput(JSON.parse('{"__proto__":1}'), 'body') as object)).toEqual(['__proto__']);
  });
});
