// Writes docs/errors.md from the error classes: every code once, with the first paragraph of its class's docstring; and
// apps/api/src/documentation/problem-statuses.ts, by which the description of the API sorts the codes of an operation.
//   node tools/errors-page.mjs           writes both
//   node tools/errors-page.mjs --check   fails when they are not what it would write
//   node tools/errors-page.mjs --list    prints what it found as JSON
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedErrors } from './lib/documented-errors.mjs';
import { root, sourceFiles, textOf } from './lib/tree.mjs';

const page = 'docs/errors.md';
const statusModule = 'apps/api/src/documentation/problem-statuses.ts';
const { errors, faults } = documentedErrors([...sourceFiles('libs'), ...sourceFiles('apps')]);

if (process.argv.includes('--list')) {
  console.log(JSON.stringify(errors));
  process.exit(0);
}
if (faults.length > 0) {
  console.error(['The error classes cannot be documented:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
  process.exit(1);
}

const intro = `# Errors

<!-- Written by tools/errors-page.mjs from the error classes; change the docstring of the class instead. -->

Every refusal has a permanent code. Over HTTP it comes as a problem document (RFC 9457, \`application/problem+json\`):

\`\`\`json
{
  "type": "urn:fieldgate:problem:identity.invitation-expired",
  "title": "Invitation expired",
  "status": 409,
  "detail": "The invitation was valid until 2026-12-21T12:00:00.000Z. Ask to be invited again.",
  "instance": "urn:fieldgate:request:7eadf30b-8dc3-4907-be9f-d7546aa1dc29",
  "code": "identity.invitation-expired",
  "correlationId": "7eadf30b-8dc3-4907-be9f-d7546aa1dc29"
}
\`\`\`

\`errors\`, where it stands, names the refused fields: \`[{"path":"person.email","message":"…"}]\`; \`params\`, where it stands, has
the numbers of the detail by name, such as \`{"assets":12,"limit":12}\`, for words of your own. Kind says what a failure
means to its caller; \`unavailable\` may succeed when it is tried again, the others will not. HTTP is the status where
the api answers with it; broker, database and device have their own ways to say the same. \`correlationId\` is in every
log line of the request. The one code that is not below is \`internal\` (500): nobody foresaw it, and its cause is in the
log.
`;

const cell = (text) => text.replaceAll('|', '\\|');
const rows = (subject) =>
  errors
    .filter(({ code }) => code.startsWith(`${subject}.`))
    .map(({ code, kind, status, meaning }) => `| \`${code}\` | ${kind} | ${status} | ${cell(meaning)} |`);
const subjects = [...new Set(errors.map(({ code }) => code.slice(0, code.indexOf('.'))))];
const tables = subjects.map((subject) =>
  [`## ${subject}`, '', '| Code | Kind | HTTP | Meaning |', '|---|---|---|---|', ...rows(subject)].join('\n'),
);
const text = `${[intro, ...tables].join('\n')}\n`.replaceAll('|\n## ', '|\n\n## ');

const entries = errors.map(({ code, status }) => `  '${code}': ${status},`);
const statuses = `// Written by tools/errors-page.mjs from the error classes.

/** The HTTP status with which the api answers a code. */
export const problemStatuses: Readonly<Record<string, number>> = {
${entries.join('\n')}
};
`;

if (!process.argv.includes('--check')) {
  writeFileSync(join(root, page), text);
  writeFileSync(join(root, statusModule), statuses);
  console.log(`${page}: ${errors.length} codes`);
} else if (textOf(page) !== text || textOf(statusModule) !== statuses) {
  console.error(`${page} or ${statusModule} is not what the error classes say: run \`node tools/errors-page.mjs\`.`);
  process.exit(1);
}
