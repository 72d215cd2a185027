import fc from 'fast-check';
import { z } from 'zod';
import { cursorOf, pageCursor, pageLimit } from './page.js';

const position = pageCursor(z.tuple([z.string(), z.number()]));

describe('pageCursor', () => {
  it('gives back what cursorOf was given, whatever characters it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer(), (name, id) => {
        expect(position.parse(cursorOf([name, id]))).toEqual([name, id]);
      }),
    );
  });

  it('refuses any other text by a validation issue, never by another error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = position.safeParse(text);
        if (!parsed.success) expect(parsed.error.issues[0]?.message).toContain('must be the nextCursor');
      }),
    );
  });

  it.each([[['a\u0000b', 1]], [['\ud800', 1]], [['a', 2 ** 31]], [['a', -(2 ** 31) - 1]]])(
    'refuses a place that the database could not be asked for: %j',
    (place) => {
      expect(position.safeParse(btoa(JSON.stringify(place))).success).toBe(false);
    },
  );

  it('refuses the cursor of another list', () => {
    expect(position.safeParse(cursorOf([1, 'a'])).success).toBe(false);
  });
});

describe('pageLimit', () => {
  it.each(['0', '201', '-1', '1.5', '0x10', '', ' 5', '1e2'])('refuses %j', (limit) => {
    expect(pageLimit.safeParse(limit).success).toBe(false);
  });

  it.each([
    ['1', 1],
    ['200', 200],
    [undefined, 50],
  ])('reads %j as %d', (limit, expected) => {
    expect(pageLimit.parse(limit)).toBe(expected);
  });
});
