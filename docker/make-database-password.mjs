// Makes the database password on the first start of compose.yaml, so that nobody has to invent or commit one.
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
if (!path) {
  console.error('Say where the password goes: node make-database-password.mjs FILE.');
  process.exit(2);
}
// World-readable inside its own volume only: the database server reads it under another user id.
if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o444 });
