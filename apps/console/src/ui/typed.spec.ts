import fc from 'fast-check';
import { z } from 'zod';
import { numberOrNone, textOrNone, textOrNull, typedFor } from './typed';

describe('what is typed into a form', () => {
  it.each([
    ['12', 12],
    ['0,5', 0.5],
    ['1 200.25', 1200.25],
    ['-3', -3],
    ['.5', 0.5],
    ['', undefined],
    ['  ', undefined],
    [undefined, undefined],
  ])('reads %j as the number %s', (typed, number) => expect(numberOrNone(typed)).toBe(number));

  it.each(['1.200,5', '1,200,5', '12 V', '0x10', '--1', 'e5'])(
    'reads %j as no number, which contracts refuse',
    (typed) => expect(numberOrNone(typed)).toBeNaN(),
  );

  it('reads every number that is written out, with a comma as with a point', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(numberOrNone(String(number))).toBe(Number(String(number)));
        expect(numberOrNone(String(number).replace('.', ','))).toBe(Number(String(number)));
      }),
    );
  });

  it('leaves out what is empty, or empties the field with it', () => {
    expect([textOrNone(' a '), textOrNone('  '), textOrNone(undefined)]).toEqual(['a', undefined, undefined]);
    expect([textOrNull(' a '), textOrNull('  ')]).toEqual(['a', null]);
  });

  it('is refused at the field it was typed into', () => {
    const schema = typedFor(z.object({ power: z.number() }), ({ power }: { power: string }) => ({
      power: numberOrNone(power) ?? Number.NaN,
    }));
    expect(schema.parse({ power: '1,5' })).toEqual({ power: 1.5 });
    expect(schema.safeParse({ power: 'much' }).error?.issues[0]?.path).toEqual(['power']);
  });
});
