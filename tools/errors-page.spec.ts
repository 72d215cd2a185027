import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '#libs/kernel';

const tool = 'tools/errors-page.mjs';

interface DocumentedError {
  readonly name: string;
  readonly file: string;
  readonly code: string;
}

/** The concrete error classes each library shows at its door, by name. */
async function exportedErrors(): Promise<string[]> {
  const names: string[] = [];
  for (const library of readdirSync('libs')) {
    const door = join(process.cwd(), 'libs', library, 'src/index.ts');
    if (!existsSync(door)) continue;
    const exported: Record<string, unknown> = await import(door);
    for (const value of Object.values(exported))
      if (typeof value === 'function' && value.prototype instanceof DomainError) names.push(value.name);
  }
  return names.sort();
}

describe('docs/errors.md', () => {
  it('is what the error classes say: each code once, none missing, none dead', () => {
    const check = spawnSync(process.execPath, [tool, '--check'], { encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });

  it('holds exactly the errors that the libraries export', async () => {
    const listed: DocumentedError[] = JSON.parse(
      execFileSync(process.execPath, [tool, '--list'], { encoding: 'utf8' }),
    );
    const ofLibraries = listed.filter(({ file }) => file.startsWith('libs/')).map(({ name }) => name);
    expect(await exportedErrors()).toEqual(ofLibraries.sort());
  });
});
