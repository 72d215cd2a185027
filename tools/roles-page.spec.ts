import { spawnSync } from 'node:child_process';

describe('docs/roles.md', () => {
  it('is what the table of permissions allows: each action once, none missing, none dead', () => {
    const check = spawnSync(process.execPath, ['tools/roles-page.mjs', '--check'], { encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });
});
