import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['apps', 'libs'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .map((path) => join(folder, path)),
);
const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
/** Names that are put together stand in the code without what they begin with. */
const composed = [/^fieldgate_broker_/, /^fieldgate_ingest_/];

it('docs/operations.md names metrics that exist, in its alerts and elsewhere', () => {
  const named = new Set(readFileSync('docs/operations.md', 'utf8').match(/fieldgate_[a-z_]+/g));
  const exists = (name: string) =>
    [name, name.replace(/_bucket$/, ''), ...composed.map((prefix) => name.replace(prefix, ''))].some((text) =>
      code.includes(`'${text}'`),
    );
  expect([...named].filter((name) => !exists(name))).toEqual([]);
  expect(named.size).toBeGreaterThan(5);
});
