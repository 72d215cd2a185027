// Reads an OpenAPI document from standard input and prints what Redocly's recommended rules find in it, as JSON.
//   node tools/lint-openapi.mjs < openapi.json
import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const config = await createConfig({ extends: ['recommended'] });
const source = await text(process.stdin);
const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
console.log(
  JSON.stringify(
    problems.map(({ severity, ruleId, message, location: [place] }) => ({
      severity,
      rule: ruleId,
      message: `${message} (${place?.pointer ?? 'no place'})`,
    })),
  ),
);
