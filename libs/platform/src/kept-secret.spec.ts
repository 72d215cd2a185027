import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepSecret } from './kept-secret.js';

describe('a kept secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldgate-secret-'));
  const path = join(folder, 'secrets', 'link.key');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made once, for its owner alone, and found again', async () => {
    await expect(keepSecret(path, () => 'first')).resolves.toEqual({ secret: 'first', made: true });
    await expect(keepSecret(path, () => 'second')).resolves.toEqual({ secret: 'first', made: false });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
  });

  it('is the same for callers at the same moment', async () => {
    const other = join(folder, 'secrets', 'other.key');
    const kept = await Promise.all(['a', 'b', 'c'].map((value) => keepSecret(other, () => value)));
    expect(new Set(kept.map(({ secret }) => secret)).size).toBe(1);
  });

  it('is refused when others on the machine may read it', async () => {
    chmodSync(path, 0o644);
    await expect(keepSecret(path, () => 'x')).rejects.toThrow('chmod 600');
  });
});
