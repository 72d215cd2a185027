import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a directory for one test file and removes it afterwards. */
export function aTemporaryDirectory(): {
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
} {
  const directory = mkdtempSync(join(tmpdir(), 'fieldgate-pki-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const path = (name: string) => join(directory, name);
  return {
    path,
    write(name, content) {
      writeFileSync(path(name), content, { mode: 0o600 });
      return path(name);
    },
  };
}
