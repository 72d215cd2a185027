import fc from 'fast-check';
import { MalformedTopicFilterError, MalformedTopicNameError } from './errors.js';
import { matches, parseTopicFilter } from './topic-filter.js';
import { parseTopicName } from './topic-name.js';

// Few letters and much punctuation, so that filters and names meet often.
const level = fc.constantFrom('', 'a', 'b', 'ab', '$SYS', 'ą');
const name = fc
  .array(level, { minLength: 1, maxLength: 5 })
  .map((levels) => levels.join('/'))
  .filter((text) => text !== '');
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant('+')), { maxLength: 5 }), fc.boolean())
  .map(([levels, open]) => [...levels, ...(open ? ['#'] : [])].join('/'))
  .filter((text) => text !== '');
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '/', '+', '#', '$', '\0') }),
);

/** The rule of MQTT 3.1.1 §4.7.1, level by level, as one would first write it. */
function matchesByLevel(filterLevels: string[], nameLevels: string[]): boolean {
  const [wanted, ...filterRest] = filterLevels;
  const [found, ...nameRest] = nameLevels;
  if (wanted === '#') return true;
  if (wanted === undefined || found === undefined) return wanted === found;
  if (wanted !== '+' && wanted !== found) return false;
  return nameRest.length === 0 && filterRest[0] === '#' ? true : matchesByLevel(filterRest, nameRest);
}

describe('matches', () => {
  it('agrees with the rule written level by level', () => {
    fc.assert(
      fc.property(filter, name, (filterText, nameText) => {
        const hidden = nameText.startsWith('$') && /^[+#]/.test(filterText);
        const expected = !hidden && matchesByLevel(filterText.split('/'), nameText.split('/'));
        expect(matches(parseTopicFilter(filterText), parseTopicName(nameText))).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('finds every topic under its own name', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(matches(parseTopicFilter(text), parseTopicName(text))).toBe(true);
      }),
    );
  });
});

describe('parsing', () => {
  it('gives the text back unchanged, or throws its own error', () => {
    const outcome = (parse: (text: string) => string, text: string) => {
      try {
        return parse(text);
      } catch (error) {
        if (error instanceof MalformedTopicNameError || error instanceof MalformedTopicFilterError) return text;
        throw error;
      }
    };
    fc.assert(
      fc.property(anything, (text) => {
        expect(outcome(parseTopicName, text)).toBe(text);
        expect(outcome(parseTopicFilter, text)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes every topic name as a filter as well', () => {
    fc.assert(
      fc.property(anything, (text) => {
        try {
          parseTopicName(text);
        } catch {
          return;
        }
        expect(parseTopicFilter(text)).toBe(text);
      }),
    );
  });
});
