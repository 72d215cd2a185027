import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announceConnection, takePassword, withdrawConnection } from './credentials.js';

describe('the credentials of a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fieldgate-credentials-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const mode = (name: string) => statSync(join(folder, name)).mode & 0o777;

  it('are a password of 256 bits that stays the same, for the owner alone', () => {
    const password = takePassword(folder);
    expect(Buffer.from(password, 'base64url')).toHaveLength(32);
    expect(takePassword(folder)).toBe(password);
    expect(mode('password')).toBe(0o600);
  });

  it('are made again when a crash left the file empty', () => {
    writeFileSync(join(folder, 'password'), '');
    expect(takePassword(folder)).not.toBe('');
  });

  it('are told with the address for as long as the database runs, to the owner alone', () => {
    announceConnection(folder, 54_329, 'secret');
    expect(JSON.parse(readFileSync(join(folder, 'connection.json'), 'utf8'))).toMatchObject({
      port: 54_329,
      url: 'postgresql://fieldgate:secret@127.0.0.1:54329/fieldgate',
    });
    expect(mode('connection.json')).toBe(0o600);
    withdrawConnection(folder);
    expect(() => statSync(join(folder, 'connection.json'))).toThrow('ENOENT');
  });
});
