import { readFileSync } from 'node:fs';
import { payloadLimits } from './limits.js';
import { payloadProblems } from './rejection.js';

const page = readFileSync('docs/protocol.md', 'utf8');
const codesOfPage = [...page.matchAll(/^\| `(payload\.[a-z0-9-]+)` \| (.+) \|$/gm)].map(([, code, what]) => [
  code,
  what,
]);

describe('docs/protocol.md', () => {
  it('lists every code of a refused payload with its sentence, and no other', () => {
    expect(codesOfPage).toEqual(Object.entries(payloadProblems));
  });

  it.each([
    ['Payload', `${payloadLimits.payloadBytes} bytes`],
    ['Nesting of arrays and objects', `${payloadLimits.nestingLevels} levels`],
    ['Readings of a message, positions, elements of an array', `${payloadLimits.readingsPerMessage}`],
    ['Name of a quantity or an attribute', `1 to ${payloadLimits.nameLength} characters`],
    ['Unit (SenML)', `1 to ${payloadLimits.unitLength} characters`],
    ['Units of one quantity (SenML)', `${payloadLimits.unitsPerQuantity} in a message`],
    ['Text value', `${payloadLimits.textLength} characters`],
    ['Object or array value, as compact JSON', `${payloadLimits.objectTextLength} characters`],
  ])('tells the limit that is kept: %s', (what, limit) => {
    expect(page).toContain(`| ${what} | ${limit}`);
  });
});
