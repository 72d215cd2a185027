import { readFileSync } from 'node:fs';
import { DAY_MS, HOUR_MS } from '#libs/kernel';
import { retentionRules } from '../apps/worker/src/retention.js';

const rules = retentionRules({ connectionAttemptDays: 1234 });

/** How long it keeps a row, in the page's words: `90 days`, `1 hour`. */
function words(keptMs: number): string {
  const days = keptMs / DAY_MS;
  if (days === 1234) return 'CONNECTION_ATTEMPT_DAYS';
  const [number, word] = Number.isInteger(days) ? [days, 'day'] : [keptMs / HOUR_MS, 'hour'];
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

const page = readFileSync('docs/operations.md', 'utf8').split('\n');

it.each(rules)('docs/operations.md says how long a row of $table is kept', ({ table, keptMs }) => {
  const rows = page.filter((line) => line.startsWith('|') && line.includes(`\`${table}\``));
  expect(rows.map((line) => line.split('|')[3] ?? '').join()).toContain(words(keptMs));
});
