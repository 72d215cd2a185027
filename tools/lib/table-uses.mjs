// Which tables the libraries' sources write and read: SQL in template strings, and calls of the Prisma client.
import { join } from 'node:path';
import { sourceFiles, textOf } from './tree.mjs';

const WRITES =
  /(?<!FOR (?:NO KEY )?)\b(?:INSERT INTO|UPDATE|DELETE FROM|COPY)\s+(?:ONLY\s+)?((?:public|telemetry)\.)?"?([a-z_]+)"?/g;
const READS =
  /\b(?:FROM|JOIN)\s+(?:ONLY\s+)?(?!LATERAL\b|unnest\b|generate_series\b|jsonb?_)((?:public|telemetry)\.)?"?([a-z_]+)"?(?!\s*\()/g;
const CALLS = /\bclient\.([a-zA-Z]+)\.([a-zA-Z]+)\(/g;
const writing = new Set([
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'upsert',
  'delete',
  'deleteMany',
]);

/** Tables by the name of their Prisma model in the client. */
function modelTables() {
  const tables = new Map();
  for (const [, model, body] of textOf('prisma/schema.prisma').matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)) {
    const table = /@@map\("([a-z_]+)"\)/.exec(body)?.[1] ?? model;
    tables.set(`${model[0].toLowerCase()}${model.slice(1)}`, table);
  }
  return tables;
}

/** Tables there are: what is not among them is an alias, a common table expression or a column. */
function allTables(models) {
  const telemetry = sourceFiles('timescale').flatMap((file) =>
    [
      ...textOf(file).matchAll(
        /CREATE (?:TABLE|VIEW|MATERIALIZED VIEW)\s+(?:IF NOT EXISTS\s+)?(?:telemetry\.)?"?([a-z_0-9]+)/g,
      ),
    ].map(([, name]) => `telemetry.${name}`),
  );
  return new Set([...models.values(), ...telemetry]);
}

/** One entry a library, table and file. */
export function tableUses() {
  const models = modelTables();
  const tables = allTables(models);
  const uses = new Map();
  const note = (library, kind, table, file) => {
    if (tables.has(table)) uses.set(`${library} ${kind} ${table} ${file}`, { library, kind, table, file });
  };
  for (const file of sourceFiles('libs').filter((path) => path.endsWith('.ts'))) {
    const library = file.split('/')[1];
    if (library === 'testing') continue;
    const text = textOf(file);
    for (const [, schema, name] of text.matchAll(WRITES))
      note(library, 'writes', qualified(schema, name, tables), file);
    for (const [, schema, name] of text.matchAll(READS)) note(library, 'reads', qualified(schema, name, tables), file);
    for (const [, model, call] of text.matchAll(CALLS))
      note(library, writing.has(call) ? 'writes' : 'reads', models.get(model) ?? model, file);
  }
  return [...uses.values()].sort((a, b) => (join(a.library, a.table) < join(b.library, b.table) ? -1 : 1));
}

const qualified = (schema, name, tables) =>
  schema === 'telemetry.' || (schema === undefined && !tables.has(name) && tables.has(`telemetry.${name}`))
    ? `telemetry.${name}`
    : name;
