// Holds that each table is written by one library, and that what reads across is written down.
//   node tools/check-tables.mjs          fails when a library writes what it does not own, or reads what is not listed
//   node tools/check-tables.mjs --list   prints what each library writes and reads
import { owners, readers, sharedWrites } from './lib/table-owners.mjs';
import { tableUses } from './lib/table-uses.mjs';

const uses = tableUses();
if (process.argv.includes('--list')) {
  for (const { library, kind, table, file } of uses) console.log(`${library} ${kind} ${table} ${file}`);
  process.exit(0);
}
const faults = new Set();
for (const { library, kind, table, file } of uses) {
  const owner = owners[table];
  if (owner === undefined)
    faults.add(`${file} names the table ${table}, which has no owner in tools/lib/table-owners.mjs.`);
  else if (
    owner === library || kind === 'reads'
      ? owner === library || readers[library]?.includes(table)
      : sharedWrites[table]?.includes(library)
  )
    continue;
  else faults.add(`${file}: ${library} ${kind} ${table}, which is ${owner}'s. Ask a store of ${owner} for it.`);
}
if (faults.size > 0) {
  console.error([...faults].sort().join('\n'));
  process.exit(1);
}
