// American spelling in identifiers and prose: refuses the British forms that this field invites.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/tree.mjs';

// Written in halves, so that this list is not its own finding.
const british = [
  ['organi', 'sation'],
  ['organi', 'se'],
  ['authori', 'se'],
  ['authori', 'sation'],
  ['enrol', 'ment'],
  ['initiali', 'se'],
  ['seriali', 'se'],
  ['normali', 'se'],
  ['recogni', 'se'],
  ['behavi', 'our'],
  ['col', 'our'],
  ['can', 'celled'],
  ['licen', 'ced'],
  ['materiali', 'sed'],
  ['synchroni', 'se'],
  ['saniti', 'se'],
  ['minimi', 'se'],
  ['optimi', 'se'],
  ['cata', 'logue'],
  ['fulfil', ' '],
];
const pattern = new RegExp(british.map((halves) => halves.join('')).join('|'), 'gi');
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(ts|tsx|mjs|cjs|js|md|sql|prisma|ya?ml|json)$/.test(path) && path !== 'package-lock.json');

let findings = 0;
for (const path of files) {
  for (const [index, line] of readFileSync(join(root, path), 'utf8').split('\n').entries()) {
    for (const [word] of line.matchAll(pattern)) {
      findings += 1;
      console.error(`${path}:${index + 1}: "${word}" is British spelling; this project writes American.`);
    }
  }
}
process.exit(findings === 0 ? 0 : 1);
