import fc from 'fast-check';
import type { AttributeDefinition } from '#libs/contracts/http';
import { AttributeValuesError } from './asset.errors.js';
import { checkedAttributes, mergedAttributes } from './asset-attributes.js';

const power: AttributeDefinition = {
  key: 'ratedPower',
  label: 'Rated power',
  type: 'number',
  unit: 'MVA',
  required: true,
  minimum: 0,
  maximum: 2000,
};
const phases: AttributeDefinition = {
  key: 'phases',
  label: 'Phases',
  type: 'choice',
  required: false,
  choices: ['1', '3'],
};
const text: AttributeDefinition = { key: 'note', label: 'Note', type: 'text', required: false };
const day: AttributeDefinition = { key: 'filledOn', label: 'Filled on', type: 'date', required: false };
const yes: AttributeDefinition = { key: 'indoor', label: 'Indoor', type: 'boolean', required: false };
const all = [power, phases, text, day, yes];

/** The faults of what was refused. */
function faults(definitions: readonly AttributeDefinition[], asked: Parameters<typeof checkedAttributes>[1]) {
  try {
    checkedAttributes(definitions, asked);
  } catch (error) {
    if (error instanceof AttributeValuesError) return error.details.errors;
    throw error;
  }
  return [];
}

describe('checkedAttributes', () => {
  it('keeps what is asked for, in the order of the definitions', () => {
    const asked = { indoor: true, filledOn: '2024-02-29', note: 'spare', phases: '3', ratedPower: 63 };
    const kept = checkedAttributes(all, asked);
    expect(kept).toEqual(asked);
    expect(Object.keys(kept)).toEqual(all.map(({ key }) => key));
  });

  it.each([
    [{ ratedPower: 2001 }, 'ratedPower', 'Rated power must be at most 2000 MVA, but 2001 was given.'],
    [{ ratedPower: -1 }, 'ratedPower', 'Rated power must be at least 0 MVA, but -1 was given.'],
    [{ ratedPower: '63' }, 'ratedPower', 'Rated power must be a number, but "63" was given.'],
    [{ ratedPower: Number.NaN }, 'ratedPower', 'Rated power must be a number, but null was given.'],
    [{}, 'ratedPower', 'Rated power must be given.'],
    [{ ratedPower: null }, 'ratedPower', 'Rated power must be given.'],
    [{ ratedPower: 1, phases: '2' }, 'phases', 'Phases must be one of 1, 3, but "2" was given.'],
    [{ ratedPower: 1, phases: 3 }, 'phases', 'Phases must be one of 1, 3, but 3 was given.'],
    [{ ratedPower: 1, note: 3 }, 'note', 'Note must be a text, but 3 was given.'],
    [
      { ratedPower: 1, filledOn: '2026-02-30' },
      'filledOn',
      'Filled on must be a day such as 2026-11-21, but "2026-02-30" was given.',
    ],
    [{ ratedPower: 1, indoor: 'yes' }, 'indoor', 'Indoor must be true or false, but "yes" was given.'],
    [
      { ratedPower: 1, color: 'red' },
      'color',
      'No such attribute; its kind has ratedPower, phases, note, filledOn, indoor.',
    ],
  ])('refuses %j and names attribute, value and limit', (asked, key, message) => {
    expect(faults(all, asked)).toEqual([{ path: `attributes.${key}`, message }]);
  });

  it('names every fault at once', () => {
    expect(faults(all, { phases: '2', indoor: 1 }).map(({ path }) => path)).toEqual([
      'attributes.ratedPower',
      'attributes.phases',
      'attributes.indoor',
    ]);
  });

  it('says of a kind without attributes that it has none', () => {
    expect(faults([], { color: 'red' })).toEqual([
      { path: 'attributes.color', message: 'No such attribute: its kind has none.' },
    ]);
  });

  const anyValue = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));

  it('takes or refuses any values with its own error, and what it takes it takes again unchanged', () => {
    const keys = fc.constantFrom(...all.map(({ key }) => key), 'color', 'constructor', 'toString');
    fc.assert(
      fc.property(fc.dictionary(keys, anyValue), (asked) => {
        let kept: Record<string, string | number | boolean>;
        try {
          kept = checkedAttributes(all, asked);
        } catch (error) {
          expect(error).toBeInstanceOf(AttributeValuesError);
          return;
        }
        expect(checkedAttributes(all, kept)).toEqual(kept);
      }),
    );
  });

  it('takes a number exactly if it lies between minimum and maximum', () => {
    fc.assert(
      fc.property(fc.double({ min: -4000, max: 4000, noNaN: true }), (ratedPower) => {
        expect(faults([power], { ratedPower }).length === 0).toBe(ratedPower >= 0 && ratedPower <= 2000);
      }),
    );
  });
});

describe('mergedAttributes', () => {
  it('puts what is asked for over what was there; null empties', () => {
    const merged = mergedAttributes({ ratedPower: 1, note: 'a' }, { note: null, indoor: true });
    expect(checkedAttributes(all, merged)).toEqual({ ratedPower: 1, indoor: true });
  });
});
