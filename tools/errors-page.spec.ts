import { spawnSync } from 'node:child_process';

describe('docs/errors.md', () => {
  it('is what the error classes say: each code once, none missing, none dead', () => {
    const check = spawnSync(process.execPath, ['tools/errors-page.mjs', '--check'], { encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });
});
