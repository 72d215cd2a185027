import { readFileSync } from 'node:fs';

const HOURS = { HOUR_MS: 1, DAY_MS: 24 } as const;

/** Tables that the worker clears, with how long it keeps a row: `90 days`, `1 hour`. */
function rulesOfTheWorker(): readonly (readonly [table: string, kept: string])[] {
  const source = readFileSync('apps/worker/src/retention.ts', 'utf8');
  const rules = source.matchAll(/table: '(\w+)'[^}]*?keptMs: (?:(\d+) \* )?(\w+)(?: \* DAY_MS)?/g);
  return [...rules].map(([, table = '', count = '1', unit = '']) => {
    if (unit === 'connectionAttemptDays') return [table, 'CONNECTION_ATTEMPT_DAYS'];
    const hours = Number(count) * HOURS[unit as keyof typeof HOURS];
    const [number, word] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
    return [table, `${number} ${word}${number === 1 ? '' : 's'}`];
  });
}

const page = readFileSync('docs/operations.md', 'utf8').split('\n');

it.each(rulesOfTheWorker())('docs/operations.md says that a row of %s is kept %s', (table, kept) => {
  const rows = page.filter((line) => line.startsWith('|') && line.includes(`\`${table}\``));
  expect(rows.some((line) => (line.split('|')[3] ?? '').includes(kept))).toBe(true);
});

it('each rule of the worker is read', () => {
  const source = readFileSync('apps/worker/src/retention.ts', 'utf8');
  expect(rulesOfTheWorker()).toHaveLength(source.match(/table: '/g)?.length ?? 0);
});
