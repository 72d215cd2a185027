// Holds that each operation of the API declares, by `@Refuses`, every code with which it says somewhere that it refuses.
import { commonCodes, refusalsOfOperations } from './lib/refusals.mjs';

const common = commonCodes();
const operations = refusalsOfOperations();
let missing = 0;
for (const { operationId, file, declared, found } of operations)
  for (const code of found.filter((one) => !declared.includes(one) && !common.has(one))) {
    missing += 1;
    console.error(`${file}: ${operationId} can refuse with '${code}': name it in its @Refuses(…).`);
  }
if (operations.length === 0) console.error('No operation was found: are handlers still marked by @Operation(…)?');
process.exit(missing === 0 && operations.length > 0 ? 0 : 1);
