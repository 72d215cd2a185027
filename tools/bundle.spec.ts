import { readFileSync } from 'node:fs';

/** Modules of a built process, ours from the top of `dist/`, packages from `node_modules/`. */
function modulesOf(processName: string): readonly string[] {
  const map: { sources: string[] } = JSON.parse(readFileSync(`dist/processes/${processName}.js.map`, 'utf8'));
  return map.sources;
}

const ours = (modules: readonly string[]) => modules.filter((path) => !path.includes('node_modules'));

describe('a built process holds only what it uses', () => {
  it('the broker: at most 200 modules of ours, no password hashing, no mail, no files of rows', () => {
    const modules = modulesOf('broker');
    expect(ours(modules).length).toBeGreaterThan(50);
    expect(ours(modules).length).toBeLessThanOrEqual(200);
    const unwanted = [
      '@node-rs/argon2',
      '@zxcvbn-ts',
      'nodemailer',
      'canonicalize',
      'uuid',
      'csv-parse',
      'yazl',
      'openid-client',
    ];
    expect(modules.filter((path) => unwanted.some((name) => path.includes(`node_modules/${name}`)))).toEqual([]);
    expect(readFileSync('dist/processes/broker.js', 'utf8')).not.toContain('@node-rs/argon2');
  });

  it('the broker calls no `debug` in the way of a message', () => {
    expect(modulesOf('broker').filter((path) => path.includes('node_modules/debug/'))).toEqual([]);
  });

  it('the embedded database: no registry client and no client of a database', () => {
    const text = readFileSync('dist/processes/database.js', 'utf8');
    expect(text).not.toContain('@prisma/client');
    expect(text).not.toMatch(/from\s*["']pg["']/);
  });
});
