// Writes docs/configuration.md and .env.example from the schemas of the processes.
//   node tools/configuration-page.mjs           writes both
//   node tools/configuration-page.mjs --check   fails when they are not what it would write
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiEnvironment } from '../dist/apps/api/src/config.js';
import { prepareEnvironment } from '../dist/apps/api/src/prepare/config.js';
import { brokerEnvironment } from '../dist/apps/broker/src/config.js';
import { databaseEnvironment } from '../dist/apps/database/src/config.js';
import { workerEnvironment } from '../dist/apps/worker/src/config.js';
import { root, textOf } from './lib/tree.mjs';

const processes = {
  prepare: prepareEnvironment,
  api: apiEnvironment,
  broker: brokerEnvironment,
  worker: workerEnvironment,
  database: databaseEnvironment,
};

/** Variables by name, each with the processes that read it; one name has one meaning. */
const variables = new Map();
for (const [process, schema] of Object.entries(processes)) {
  for (const [name, setting] of Object.entries(schema.shape)) {
    const parsed = setting.safeParse(undefined);
    const fallback = parsed.success && parsed.data !== undefined ? String(parsed.data) : '';
    const known = variables.get(name);
    variables.set(name, {
      readBy: [...(known?.readBy ?? []), process],
      fallbacks: [...new Set([...(known?.fallbacks ?? []), fallback])],
      meaning: known?.meaning ?? setting.description ?? '',
      meanings: new Set([...(known?.meanings ?? []), setting.description]),
    });
  }
}
const ambiguous = [...variables].filter(([, { meanings }]) => meanings.size > 1).map(([name]) => name);
if (ambiguous.length > 0) {
  console.error(`These variables mean different things to different processes: ${ambiguous.join(', ')}.`);
  process.exit(1);
}
const undescribed = [...variables].filter(([, { meaning }]) => meaning === '').map(([name]) => name);
if (undescribed.length > 0) {
  console.error(`These variables have no description in their config.ts: ${undescribed.join(', ')}.`);
  process.exit(1);
}

const rows = [...variables]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([name, { readBy, fallbacks, meaning }]) => {
    const shown = fallbacks.filter((value) => value !== '').map((value) => `\`${value}\``);
    return `| \`${name}\` | ${shown.join(', ') || '–'} | ${readBy.join(', ')} | ${meaning.replaceAll('|', '\\|')} |`;
  });
const page = `# Configuration

<!-- Written by tools/configuration-page.mjs from the config.ts of each process; change those instead. -->

Everything is read from the environment once, at the start. All problems are reported together, by name and never by value,
and the process ends with code 78. Secrets come from files of mode 0600; the variables hold their paths.

| Variable | Default | Read by | Meaning |
|---|---|---|---|
${rows.join('\n')}
`;
const example = `# Every variable with its default; written by tools/configuration-page.mjs. docs/configuration.md says what each means.
${[...variables]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([name, { fallbacks }]) => `#${name}=${fallbacks[0] ?? ''}`)
  .join('\n')}
`;

let stale = false;
for (const [path, text] of [
  ['docs/configuration.md', page],
  ['.env.example', example],
]) {
  if (!process.argv.includes('--check')) writeFileSync(join(root, path), text);
  else if (textOf(path) !== text) {
    console.error(`${path} is not what the processes read: run \`node tools/configuration-page.mjs\`.`);
    stale = true;
  }
}
process.exit(stale ? 1 : 0);
